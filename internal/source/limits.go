package source

// Every limit on what strangers may send. They are far above what a site needs; past one of them a file could keep
// the program busy for minutes, fill a disk, or spoil a page. Behind each stands what it counts, and what to do
// instead; docs/limits.md is made of these lines.
const (
	MaxYAML         = 1 << 20  // bytes of a YAML file: split it into several files
	MaxYAMLDepth    = 32       // levels of lists and fields inside each other: write it flatter; a listing needs 8
	MaxYAMLFields   = 10_000   // fields of a YAML file: split it into several files
	MaxKept         = 32 << 20 // bytes of a file of what an import has kept: import fewer services in one go
	MaxFeedback     = 1 << 20  // bytes of a feedback.csv: keep older years in another folder
	MaxFeedbackRows = 20_000   // rows of a feedback.csv: put the counts of a month into one row for each code

	MaxName        = 200   // characters of a name, a label, a line of an address: say it shorter
	MaxWords       = 4_000 // characters of other words in a YAML file: say it shorter, or write a guide about it
	MaxSlug        = 60    // characters of a short name: choose a shorter one
	MaxURL         = 2_048 // characters of a web address: cut off what follows the ?
	MaxSessions    = 64    // entries of one list of times: join days with the same times
	MaxBoxLines    = 25    // lines of a box on a fill-in page: make two boxes
	MaxAnswers     = 8     // answers to a question of the feedback page: split the question
	MaxCards       = 8     // cards of a pack, which are a sheet: leave out those that help least
	MaxCardLines   = 5     // services, or lines, of a card: make two cards of it
	MaxCardPoints  = 3     // points of a card: make two cards of it
	MaxCardLetters = 300   // characters of a card: say it shorter

	MaxGuide      = 256 << 10 // bytes of a guide: make two guides of it
	MaxColumns    = 64        // columns of a table: make several tables of it, or a list
	MaxCells      = 20_000    // cells of all tables of a guide, empty ones too: make several guides of it
	MaxGuideDepth = 32        // levels of lists and boxes inside each other: write plain paragraphs or a shorter list
	MaxMarks      = 1_000     // of each of the marks [ < & and ` in one paragraph: put empty lines between paragraphs
	MaxStars      = 2_000     // stars and underscores in one paragraph: make fewer words bold
	MaxMarkup     = 4         // levels of bold and links inside each other: make fewer words bold
	MaxPlaceName  = 200       // bytes between { and }: use the short names that are on the page of the service
	MaxReports    = 200       // mistakes of one guide or translation file that are shown: mend these first
	MaxHidden     = 20        // invisible characters of one file that are shown: mend these first

	MaxPO           = 4 << 20   // bytes of a translation file: remove the old entries that begin with #~
	MaxTranslation  = 20_000    // characters of a translation that comes back: say it shorter
	MaxReturned     = 32 << 20  // bytes of a translator's file, also when it is unzipped: send it in parts
	MaxReturnedAll  = 128 << 20 // bytes of all that is zipped in a translator's XLSX: send it in parts
	MaxReturnedRows = 100_000   // rows of a translator's sheet: send it in parts
	MaxXMLDepth     = 50        // levels of elements of an XLIFF file: take a file that welcomepack wrote
	MaxXMLNodes     = 2_000_000 // elements and texts of an XLIFF file: send it in parts

	MaxFeedFile      = 64 << 20  // bytes of an answer or file of Open Referral data: ask for smaller pages
	MaxFeed          = 512 << 20 // bytes of all answers of one feed: ask for fewer services
	MaxFeedServices  = 20_000    // services of one feed: ask for fewer services
	MaxFeedPages     = 2_000     // pages of one feed: ask for larger pages
	MaxFeedSingle    = 5_000     // services that are fetched one by one, where a feed lists only their names: ask for fewer services
	MaxFeedFiles     = 50_000    // files of a folder of Open Referral data: import it in parts
	MaxJSONDepth     = 64        // levels of lists and objects of JSON: look whether the file is what it should be
	MaxSheetFile     = 32 << 20  // bytes of a table of services: import it in parts
	MaxSheetUnzipped = 256 << 20 // bytes of such a table in XLSX, unzipped: import it in parts
	MaxSheetRows     = 20_000    // rows of such a table: import it in parts
	MaxSheetColumns  = 200       // columns of such a table: remove those that are not needed
	MaxSheetCell     = 20_000    // characters of one cell of such a table: say it shorter
	MaxForeignText   = 1 << 20   // bytes of one text of a feed or table, of which the rest is cut off: say it shorter

	MaxThemeFile = 4 << 20  // bytes of a file of a theme: make it smaller, readers pay for every byte
	MaxFont      = 32 << 20 // bytes of a font of the packs: take a font of one weight and one script
)

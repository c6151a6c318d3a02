package doc

// Offline is how to have the edition where there is no network: files to take away and, where a script runs,
// pages kept on the device. Paper has nothing of it.
type Offline struct {
	Edition   string // its folder
	Files     Text   // the heading of the files
	Downloads []Download
	Bytes     int // of all that would be kept; 0 where not known
	PackBytes int // of the pack to print; 0 where there is none
	Says      []Say
}

// A Download is a file to take away. Name is what it is called on the reader's device. Size.Shown is empty
// where it is not known.
type Download struct {
	Href, Name  string
	Title, Text Text
	Size        Fact
}

func (Offline) block() {}

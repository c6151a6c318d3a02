// Package welcomepack holds what a new site begins with: the translations of the interface and of what every borough has,
// and the pages that explain how to write content and translate it.
package welcomepack

import "embed"

// Translations is translations/<language>/interface.po and shared.po of this repository's own site.
//
//go:embed translations/*/interface.po translations/*/shared.po
var Translations embed.FS

// Docs is the pages of docs/ that writers and translators of any site need.
//
//go:embed docs/content.md docs/translators.md
var Docs embed.FS

// Example is content for a new site: kinds of help, hard words, rules, bank holidays, packs, and some of the guides with every service that
// they name.
//
//go:embed content/categories.yaml content/glossary.yaml content/rules.yaml content/periods.yaml content/pack.yaml
//go:embed content/shared/guides/community.md content/shared/guides/english-classes.md content/shared/guides/health.md
//go:embed content/shared/guides/mental-health.md content/shared/guides/safety.md
//go:embed content/shared/listings/british-red-cross.yaml content/shared/listings/doctors-of-the-world-uk.yaml
//go:embed content/shared/listings/galop.yaml content/shared/listings/migrant-help.yaml
//go:embed content/shared/listings/nhs-business-services-authority.yaml content/shared/listings/nhs.yaml content/shared/listings/nspcc.yaml
//go:embed content/shared/listings/rainbow-migration.yaml content/shared/listings/refuge.yaml content/shared/listings/relay-uk.yaml
//go:embed content/shared/listings/respect.yaml content/shared/listings/salvation-army.yaml content/shared/listings/samaritans.yaml
//go:embed content/shared/listings/shout.yaml content/shared/listings/uk-emergency-services.yaml content/shared/listings/uk-police.yaml
//go:embed content/shared/listings/unseen.yaml
var Example embed.FS

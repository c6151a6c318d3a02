package hsds

import (
	"crypto/sha1"
	"encoding/hex"
	"regexp"
	"strings"
)

// Namespace is the UUID in which names of this program's entities are turned into UUIDs of version 5 (RFC 9562). It is
// itself the UUID of "welcomepack" in the namespace for addresses of the DNS, and never changes.
const Namespace = "20318d03-5a28-55eb-9699-675634301764"

// ID returns the UUID of an entity by its kind and name, such as "service" and "wednesday-drop-in".
func ID(parts ...string) string { return uuid5(Namespace, strings.Join(parts, "/")) }

func uuid5(namespace, name string) string {
	ns, err := hex.DecodeString(strings.ReplaceAll(namespace, "-", ""))
	if err != nil {
		panic("hsds: " + err.Error())
	}
	sum := sha1.Sum(append(ns, name...))
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	s := hex.EncodeToString(u)
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

var uuidForm = regexp.MustCompile(`^(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// IsID tells whether a text is a UUID.
func IsID(s string) bool { return uuidForm.MatchString(s) }

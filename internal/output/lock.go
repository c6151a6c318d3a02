package output

import (
	"errors"
	"fmt"
)

// ErrBusy is what [Open] returns while another build writes the same folder.
var ErrBusy = errors.New("another build is writing this folder; wait until it has ended")

func busy(path, holder string) error {
	if holder != "" {
		return fmt.Errorf("%s is held by process %s: %w", path, holder, ErrBusy)
	}
	return fmt.Errorf("%s is held: %w", path, ErrBusy)
}

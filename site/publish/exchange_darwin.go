package publish

import "golang.org/x/sys/unix"

// exchange makes two paths change names in one step. Some file systems refuse.
func exchange(a, b string) error {
	return unix.RenamexNp(a, b, unix.RENAME_SWAP)
}

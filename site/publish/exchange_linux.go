package publish

import "golang.org/x/sys/unix"

// exchange makes two paths change names in one step. Some file systems refuse.
func exchange(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}

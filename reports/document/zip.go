package document

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"slices"
)

// sorted copies an archive with its files by name, without dates: the library
// writes sheets in the order of a map. They are copied as they are compressed.
func sorted(w io.Writer, archive []byte) error {
	in, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, f := range in.File {
		if err := out.Copy(f); err != nil {
			return err
		}
	}
	return out.Close()
}

// Make writes a site of a given size to measure with.
//
//	go run ./bench/corpus/make -size medium -format ours /dev/shm/ours
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"welcomepack/bench/corpus"
)

func main() {
	size := flag.String("size", "small", "small, medium or large")
	format := flag.String("format", "ours", "ours or hugo")
	flag.Parse()
	z, ok := corpus.Sizes[*size]
	if !ok || flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	err := corpus.Format(*format).Write(z, func(path string, b []byte) error {
		at := filepath.Join(flag.Arg(0), filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			return err
		}
		return os.WriteFile(at, b, 0o666)
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

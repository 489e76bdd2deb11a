// check-roots recomputes the roots of an exported log with Go's own log packages and shares no code with foureyes.
//
//	go run main.go OUT VKEY
//
// OUT is the folder of an export, VKEY the log's verifier key (name+id+base64). It reads every entry bundle, computes
// the tree from them with golang.org/x/mod/sumdb/tlog, and compares: the root of OUT/checkpoint and of every file in
// OUT/checkpoints, whose signatures it verifies with golang.org/x/mod/sumdb/note; every hash tile; every partial tile
// and bundle that is left from an earlier export; the hash of every enclosure.
//
// Exit status: 0 all agrees, 2 usage, 6 something does not.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tileHeight is C2SP's: 256 hashes a tile.
const tileHeight = 8

var failures int

// fail notes something that does not agree and goes on, so that one run shows all of it.
func fail(format string, args ...any) {
	failures++
	fmt.Printf("FAIL  "+format+"\n", args...)
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: check-roots OUT VKEY")
		os.Exit(2)
	}
	verifier, err := note.NewVerifier(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "VKEY is not a verifier key:", err)
		os.Exit(2)
	}
	log := &exported{folder: os.Args[1], key: verifier}
	log.check()
	if failures > 0 {
		fmt.Printf("%d checks failed\n", failures)
		os.Exit(6)
	}
	fmt.Println("all roots agree")
}

// exported is an export with what was computed from its bundles.
type exported struct {
	folder  string
	key     note.Verifier
	entries [][]byte    // in their order
	hashes  []tlog.Hash // all stored hashes, at sumdb's own indices
}

// ReadHashes makes the computed hashes a tlog.HashReader.
func (log *exported) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(log.hashes)) {
			return nil, fmt.Errorf("hash %d is not in this log", index)
		}
		found[i] = log.hashes[index]
	}
	return found, nil
}

func (log *exported) check() {
	size, root, err := log.checkpoint("checkpoint")
	if err != nil {
		fail("checkpoint: %v", err)
		return
	}
	if err := log.readBundles(size); err != nil {
		fail("%v", err)
		return
	}
	log.compareRoot("checkpoint", size, root)
	log.checkHashTiles(size)
	log.checkOtherTiles(size)
	log.checkCosigned(size)
	log.checkEnclosures()
}

// checkpoint verifies a checkpoint's signature and reads its three lines. tlog.ParseTree would refuse them: it wants
// the first line of Go's own database.
func (log *exported) checkpoint(name string) (size int64, root tlog.Hash, err error) {
	data, err := os.ReadFile(filepath.Join(log.folder, name))
	if err != nil {
		return 0, root, err
	}
	// Open ignores signatures of keys that it is not given, such as witnesses'.
	opened, err := note.Open(data, note.VerifierList(log.key))
	if err != nil {
		return 0, root, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return 0, root, fmt.Errorf("it is not three lines")
	}
	if lines[0] != log.key.Name() {
		return 0, root, fmt.Errorf("its origin is %q, the key's name %q", lines[0], log.key.Name())
	}
	size, err = strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return 0, root, fmt.Errorf("%q is not a size", lines[1])
	}
	hash, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(hash) != tlog.HashSize || base64.StdEncoding.EncodeToString(hash) != lines[2] {
		return 0, root, fmt.Errorf("%q is not a root", lines[2])
	}
	copy(root[:], hash)
	return size, root, nil
}

// readBundles takes all entries out of the bundles and computes every hash above them.
func (log *exported) readBundles(size int64) error {
	for first := int64(0); first < size; first += 1 << tileHeight {
		width := size - first
		if width > 1<<tileHeight {
			width = 1 << tileHeight
		}
		name := bundleName(first>>tileHeight, int(width))
		data, err := os.ReadFile(filepath.Join(log.folder, name))
		if err != nil {
			return err
		}
		entries, err := unbundle(data)
		if err != nil {
			return fmt.Errorf("%s: %v", name, err)
		}
		if int64(len(entries)) != width {
			return fmt.Errorf("%s holds %d entries", name, len(entries))
		}
		for _, entry := range entries {
			hashes, err := tlog.StoredHashes(int64(len(log.entries)), entry, log)
			if err != nil {
				return err
			}
			log.entries = append(log.entries, entry)
			log.hashes = append(log.hashes, hashes...)
		}
	}
	fmt.Printf("ok    %d entries in bundles\n", size)
	return nil
}

// unbundle splits a bundle into its entries: each behind its length, two bytes, big-endian.
func unbundle(data []byte) ([][]byte, error) {
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 {
			return nil, fmt.Errorf("it ends inside a length")
		}
		length := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+length {
			return nil, fmt.Errorf("it ends inside an entry")
		}
		entries = append(entries, data[2:2+length])
		data = data[2+length:]
	}
	return entries, nil
}

func (log *exported) compareRoot(name string, size int64, signed tlog.Hash) {
	// tlog has no root for the empty log.
	computed := tlog.Hash(sha256.Sum256(nil))
	if size > 0 {
		var err error
		if computed, err = tlog.TreeHash(size, log); err != nil {
			fail("%s: %v", name, err)
			return
		}
	}
	if computed != signed {
		fail("%s: the root of %d entries is %v, the log signed %v", name, size, computed, signed)
		return
	}
	fmt.Printf("ok    %s: size %d, root %v\n", name, size, signed)
}

// checkHashTiles compares every hash tile of the size with what follows from the entries.
func (log *exported) checkHashTiles(size int64) {
	good := 0
	// tlog.NewTiles also names every partial tile on the way; only the widest of each place is needed.
	for level := 0; size>>uint(tileHeight*level) > 0; level++ {
		hashes := size >> uint(tileHeight*level)
		for n := int64(0); n<<tileHeight < hashes; n++ {
			width := hashes - n<<tileHeight
			if width > 1<<tileHeight {
				width = 1 << tileHeight
			}
			if log.checkHashTile(tlog.Tile{H: tileHeight, L: level, N: n, W: int(width)}) {
				good++
			}
		}
	}
	fmt.Printf("ok    %d hash tiles\n", good)
}

func (log *exported) checkHashTile(tile tlog.Tile) bool {
	name := tileName(tile)
	computed, err := tlog.ReadTileData(tile, log)
	if err != nil {
		fail("%s: %v", name, err)
		return false
	}
	stored, err := os.ReadFile(filepath.Join(log.folder, name))
	if err != nil {
		fail("%v", err)
		return false
	}
	if !bytes.Equal(stored, computed) {
		fail("%s is not what its entries give", name)
		return false
	}
	return true
}

// checkOtherTiles walks the folder for tiles that the size does not need: partial ones of an earlier export, which must
// agree too, ones beyond the checkpoint, which nothing vouches for yet, and files with a name of no tile.
func (log *exported) checkOtherTiles(size int64) {
	earlier, beyond := 0, 0
	log.walk("tile", func(name string, data []byte) {
		tile, err := parseTileName(name)
		switch {
		case err != nil:
			fail("%s is no name of a tile", name)
		case tile.L == -1:
			first, end := tile.N<<tileHeight, tile.N<<tileHeight+int64(tile.W)
			if end > size {
				beyond++
				return
			}
			entries, err := unbundle(data)
			if err != nil || int64(len(entries)) != end-first {
				fail("%s does not hold %d entries", name, tile.W)
				return
			}
			for i, entry := range entries {
				if !bytes.Equal(entry, log.entries[first+int64(i)]) {
					fail("%s: entry %d is not the one under the checkpoint", name, first+int64(i))
					return
				}
			}
			earlier++
		default:
			// The last leaf below the tile, without shifting anything out.
			if shift := uint(tileHeight * tile.L); shift > 56 || tile.N<<tileHeight+int64(tile.W) > size>>shift {
				beyond++
				return
			}
			if log.checkHashTile(tile) {
				earlier++
			}
		}
	})
	fmt.Printf("ok    %d files of tiles and bundles, %d beyond the checkpoint\n", earlier, beyond)
}

// checkCosigned verifies every checkpoint that was kept, each by the root of its own size.
func (log *exported) checkCosigned(size int64) {
	log.walk("checkpoints", func(name string, _ []byte) {
		its, root, err := log.checkpoint(name)
		switch {
		case err != nil:
			fail("%s: %v", name, err)
		case name != "checkpoints/"+strconv.FormatInt(its, 10):
			fail("%s is a checkpoint of size %d", name, its)
		case its > size:
			fail("%s is larger than checkpoint: the log went back, or this export is old", name)
		default:
			log.compareRoot(name, its, root)
		}
	})
}

// checkEnclosures compares the hash of every enclosure with its name.
func (log *exported) checkEnclosures() {
	good := 0
	log.walk("enclosures", func(name string, data []byte) {
		sum := sha256.Sum256(data)
		if name != "enclosures/"+hex.EncodeToString(sum[:]) {
			fail("%s does not hold the bytes of its name", name)
			return
		}
		good++
	})
	fmt.Printf("ok    %d enclosures\n", good)
}

// walk reads every file below a folder of the export, which may be absent.
func (log *exported) walk(folder string, each func(name string, data []byte)) {
	top := filepath.Join(log.folder, folder)
	if _, err := os.Stat(top); os.IsNotExist(err) {
		return
	}
	err := filepath.WalkDir(top, func(path string, found fs.DirEntry, err error) error {
		if err != nil || found.IsDir() {
			return err
		}
		name, err := filepath.Rel(log.folder, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		each(filepath.ToSlash(name), data)
		return nil
	})
	if err != nil {
		fail("%v", err)
	}
}

// tileName and parseTileName translate between Go's names, which carry the height, and C2SP's, which do not.
func tileName(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
}

func bundleName(n int64, width int) string {
	path := tlog.Tile{H: tileHeight, L: -1, N: n, W: width}.Path()
	return strings.Replace(path, "tile/8/data/", "tile/entries/", 1)
}

func parseTileName(name string) (tlog.Tile, error) {
	rest := strings.TrimPrefix(name, "tile/")
	if strings.HasPrefix(rest, "entries/") {
		rest = "data/" + strings.TrimPrefix(rest, "entries/")
	}
	return tlog.ParseTilePath("tile/8/" + rest)
}

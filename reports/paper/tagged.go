package paper

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// The writer knows no structure of a document, and has no place for objects of
// ours. So its finished file is read again as far as its own list of objects
// leads, the pages and the catalogue are replaced, and a new list, of the
// compressed kind, follows what stands there: nothing else of it is touched.

// errWriter says that the file of the writer does not look as we know it.
var errWriter = errors.New("the PDF has another form than expected")

// write puts the finished document with the tree under root into w.
func (p *press) write(w io.Writer, root *element) error {
	var plain bytes.Buffer
	if err := p.pdf.Output(&plain); err != nil {
		return fmt.Errorf("write a PDF: %w", err)
	}
	f, err := opened(plain.Bytes())
	if err != nil {
		return err
	}
	t := tree{press: p, file: f, number: map[*element]int{}, leads: map[*element]int{}}
	if err := t.add(root); err != nil {
		return err
	}
	if err := f.close(w); err != nil {
		return fmt.Errorf("write a PDF: %w", err)
	}
	return nil
}

// file is a PDF without its list of objects, and what follows it.
type file struct {
	body       []byte
	offsets    []int // by number; 0 is none
	root, info string
	next       int // the first number that is free
	added      []added
}

type added struct {
	number int
	text   string
}

var trailer = regexp.MustCompile(`(?s)/Root (\d+ 0 R)\s*/Info (\d+ 0 R)`)

func opened(pdf []byte) (*file, error) {
	at := bytes.LastIndex(pdf, []byte("\nxref\n"))
	if at < 0 {
		return nil, errWriter
	}
	var count int
	list := pdf[at+len("\nxref\n"):]
	head, list, _ := bytes.Cut(list, []byte("\n"))
	const line = 20
	if _, err := fmt.Sscanf(string(head), "0 %d", &count); err != nil || len(list) < count*line {
		return nil, errWriter
	}
	ends := trailer.FindSubmatch(list[count*line:])
	if ends == nil {
		return nil, errWriter
	}
	copy(pdf, "%PDF-1.7") // the first that knows all that is added
	f := &file{body: pdf[:at+1], offsets: make([]int, count), root: string(ends[1]), info: string(ends[2]), next: count}
	for i := 1; i < count; i++ {
		offset, err := strconv.Atoi(string(list[i*line : i*line+10]))
		if err != nil || offset >= len(f.body) {
			return nil, errWriter
		}
		f.offsets[i] = offset
	}
	return f, nil
}

// dictionary returns an object that is a dictionary and no more, without its
// end.
func (f *file) dictionary(number int) (string, error) {
	if number <= 0 || number >= len(f.offsets) {
		return "", errWriter
	}
	text, _, found := bytes.Cut(f.body[f.offsets[number]:], []byte("endobj"))
	inner, begins := bytes.CutPrefix(text, fmt.Appendf(nil, "%d 0 obj\n<<", number))
	inner, ends := bytes.CutSuffix(bytes.TrimSpace(inner), []byte(">>"))
	if !found || !begins || !ends {
		return "", errWriter
	}
	return "<<" + string(inner), nil
}

func (f *file) add(number int, text string) { f.added = append(f.added, added{number, text}) }

func (f *file) take() int {
	f.next++
	return f.next - 1
}

// close writes the body, what was added in one compressed object, and the list
// of all objects.
func (f *file) close(w io.Writer) error {
	var index, texts bytes.Buffer
	for _, a := range f.added {
		fmt.Fprintf(&index, "%d %d ", a.number, texts.Len())
		texts.WriteString(a.text + "\n")
	}
	holder, list := f.take(), f.take()
	out := bytes.NewBuffer(f.body)
	at := out.Len()
	stream(out, holder, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(f.added), index.Len()), append(index.Bytes(), texts.Bytes()...))

	const inBody, inHolder = 1, 2
	entries := make([]byte, 0, f.next*entry)
	put := func(kind byte, where, which int) {
		entries = append(entries, kind)
		entries = binary.BigEndian.AppendUint32(entries, uint32(where)) // a report is far below 4 GB
		entries = append(entries, byte(which>>16), byte(which>>8), byte(which))
	}
	put(0, 0, 0)
	for _, offset := range f.offsets[1:] {
		put(inBody, offset, 0)
	}
	for range f.next - len(f.offsets) {
		put(0, 0, 0)
	}
	set := func(number int, kind byte, where, which int) {
		kept := entries
		entries = entries[:number*entry]
		put(kind, where, which)
		entries = kept
	}
	for i, a := range f.added {
		set(a.number, inHolder, holder, i)
	}
	set(holder, inBody, at, 0)
	at = out.Len()
	set(list, inBody, at, 0)
	stream(out, list, fmt.Sprintf("/Type/XRef/Size %d/W[1 4 3]/Root %s/Info %s", f.next, f.root, f.info), entries)
	fmt.Fprintf(out, "startxref\n%d\n%%%%EOF\n", at)
	_, err := w.Write(out.Bytes())
	return err
}

// entry is the length of a line of the list: its kind, where, which.
const entry = 1 + 4 + 3

func stream(out *bytes.Buffer, number int, about string, text []byte) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(text) // into memory: no error
	_ = z.Close()
	fmt.Fprintf(out, "%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n", number, about, packed.Len())
	out.Write(packed.Bytes())
	out.WriteString("\nendstream\nendobj\n")
}

// tree adds the elements of a document to its file.
type tree struct {
	*press
	file   *file
	number map[*element]int
	leads  map[*element]int // the number of the link of an element
}

func (t *tree) add(root *element) error {
	top, parents := t.file.take(), t.file.take()
	t.count(root)
	annotations, linked := t.annotations()
	t.element(root, top)
	t.file.add(top, fmt.Sprintf("<</Type/StructTreeRoot/K %s/ParentTree %d 0 R/ParentTreeNextKey %d>>", t.ref(root), parents, len(t.pages)+len(t.links)))
	var owners strings.Builder
	for i, page := range t.pages {
		fmt.Fprintf(&owners, "%d[", i)
		for _, e := range page {
			owners.WriteString(t.ref(e) + " ")
		}
		owners.WriteString("]")
		text, err := t.file.dictionary(pageObject(i))
		if err != nil || !strings.Contains(text, "/Type /Page\n") {
			return errWriter
		}
		t.file.add(pageObject(i), fmt.Sprintf("%s/StructParents %d%s>>", text, i, annotations[i]))
	}
	t.file.add(parents, "<</Nums["+owners.String()+linked+"]>>")
	var catalogue int
	if _, err := fmt.Sscan(t.file.root, &catalogue); err != nil {
		return errWriter
	}
	text, err := t.file.dictionary(catalogue)
	if err != nil {
		return err
	}
	text = strings.Replace(text, "/PageMode /UseOutlines", "", 1) // the list of headings stays shut until somebody asks
	t.file.add(catalogue, fmt.Sprintf("%s/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R>>", text, top))
	return nil
}

// annotations adds the links. It returns what each page says of its own, and the
// rest of the list that leads from the pages to the elements.
func (t *tree) annotations() (ofPage map[int]string, parents string) {
	lists := map[int]string{}
	_, height := t.pdf.GetPageSize()
	for i, l := range t.links {
		number, key := t.file.take(), len(t.pages)+i
		t.leads[l.of] = number
		t.file.add(number, fmt.Sprintf("<</Type/Annot/Subtype/Link/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]/F 4/P %d 0 R/StructParent %d/Contents%s/Dest[%d 0 R/XYZ 0 %.2f null]>>",
			l.x/point, (height-l.y-l.h)/point, (l.x+l.w)/point, (height-l.y)/point, pageObject(l.page), key, textString(l.end.text),
			pageObject(l.end.page), (height-l.end.y+3)/point))
		lists[l.page] += fmt.Sprintf("%d 0 R ", number)
		parents += fmt.Sprintf("%d %s ", key, t.ref(l.of))
	}
	ofPage = map[int]string{}
	for page, list := range lists {
		ofPage[page] = "/Tabs/S/Annots[" + list + "]"
	}
	return ofPage, parents
}

// pageObject is the number of a page, counted from 0: behind the two objects
// that all pages share, each is followed by what stands on it.
func pageObject(page int) int { return 3 + 2*page }

func (t *tree) ref(e *element) string { return fmt.Sprintf("%d 0 R", t.number[e]) }

func (t *tree) count(e *element) {
	t.number[e] = t.file.take()
	for _, kid := range e.kids {
		t.count(kid)
	}
}

func (t *tree) element(e *element, parent int) {
	var b strings.Builder
	fmt.Fprintf(&b, "<</S/%s/P %d 0 R", e.kind, parent)
	if e.alt != "" {
		b.WriteString("/Alt" + textString(e.alt))
	}
	if e.actual != "" {
		b.WriteString("/ActualText" + textString(e.actual))
	}
	if e.kind == "TH" {
		b.WriteString("/A<</O/Table/Scope/Column>>")
	}
	spots := t.spots[e]
	if len(spots) > 0 {
		fmt.Fprintf(&b, "/Pg %d 0 R", pageObject(spots[0].page))
	}
	b.WriteString("/K[")
	for _, s := range spots {
		if s.page == spots[0].page {
			fmt.Fprintf(&b, "%d ", s.piece)
		} else {
			fmt.Fprintf(&b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pageObject(s.page), s.piece)
		}
	}
	if lead, ok := t.leads[e]; ok {
		fmt.Fprintf(&b, "<</Type/OBJR/Obj %d 0 R>> ", lead)
	}
	for _, kid := range e.kids {
		b.WriteString(t.ref(kid) + " ")
	}
	b.WriteString("]>>")
	t.file.add(t.number[e], b.String())
	for _, kid := range e.kids {
		t.element(kid, t.number[e])
	}
}

// textString is a text as PDF writes those that people read.
func textString(text string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}

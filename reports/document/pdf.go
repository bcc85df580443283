package document

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"sync"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/draw"
	"michinori/reports/paper"
	"michinori/reports/typeface"
)

// leadPages is what is read first, printed.
const leadPages = 2

// WritePDF writes the report for paper, A4: what is read first on two pages, as
// long as it fits there with its figures at their smallest, and the details
// behind it. A figure is drawn once, and one that shows nothing is told in
// words; the numbers are in the other files.
func WritePDF(ctx context.Context, w io.Writer, d Document, e *draw.Engine) error {
	pictures, err := drawAll(ctx, d.onPaper(), e)
	if err != nil {
		return err
	}
	return printed(d, pictures).Write(w)
}

// printed sets d on as few pages as it needs with pictures of any of a few
// sizes, as large as they can be for that: else the last page, or one in between,
// has little on it.
func printed(d Document, pictures map[string]*draw.Picture) *paper.Sheet {
	first := fitting(d, pictures)
	set := func(smallest float64, apart bool) *paper.Sheet {
		sheet := lead(d, pictures, first)
		sheet.Smallest(smallest)
		details(d, pictures, sheet, apart)
		return sheet
	}
	var best *paper.Sheet
	at := 0.0
	for _, smallest := range []float64{0.8, 0.76, 0.72} {
		if sheet := set(smallest, false); best == nil || sheet.Pages() < best.Pages() {
			best, at = sheet, smallest
		}
	}
	if apart := set(at, true); apart.Pages() == best.Pages() {
		return apart
	}
	return best
}

// details sets what stands behind the lead. Where the last section is to stand
// apart, it begins a page, so that the last page is not the rest of it alone.
func details(d Document, pictures map[string]*draw.Picture, sheet *paper.Sheet, apart bool) {
	pdf := pdf{lang: d.Lang, pictures: pictures, seen: map[string]bool{}, sheet: sheet}
	for _, s := range d.Lead {
		for _, f := range s.Figures {
			pdf.seen[f.ID] = true
		}
		for _, t := range s.Tables {
			pdf.seen[t.ID] = true
		}
	}
	if len(d.Details) > 0 {
		sheet.PageBreak()
		sheet.Contents(places(d.Details))
	}
	if !lacking(d.Lead) && d.lacks() {
		sheet.Small(typeface.Note(d.Lang))
	}
	for i, s := range d.Details {
		if apart && i > 0 && i == len(d.Details)-1 {
			sheet.PageBreak()
		}
		pdf.section(s)
	}
}

// flatter is how much less high than on a page the pictures are that share two
// printed pages with all answers: so their letters stay large.
const flatter = 0.85

// Lines of a series stand in pairs, side by side: drawn as for a narrow screen, and
// no higher than lets three pairs share a page.
const (
	pairWidth   = 360 // CSS pixels
	pairHighest = 300
)

// toDraw is a figure with the width of its picture in CSS pixels; 0 is the usual
// one.
type toDraw struct {
	reports.Figure
	width int
}

// onPaper returns all figures in their order, each once.
func (d Document) onPaper() []toDraw {
	var out []toDraw
	seen := map[string]bool{}
	for i, s := range d.Sections() {
		for _, series := range s.Series() {
			for _, f := range series.Figures {
				if !first(seen, f.ID) {
					continue
				}
				one := toDraw{Figure: f}
				switch {
				case inPairs(series):
					one.width, one.Height = pairWidth, min(f.Height, pairHighest)
				case i < len(d.Lead):
					one.Height = int(float64(f.Height) * flatter)
				}
				out = append(out, one)
			}
		}
	}
	return out
}

// inPairs reports whether the figures of a series stand side by side: not one
// alone, and none with numbers in bars or cells, which have no room there.
func inPairs(s Series) bool {
	return len(s.Figures) > 1 && !slices.ContainsFunc(s.Figures, func(f reports.Figure) bool {
		layers, ok := layersOf(f)
		return !ok || slices.ContainsFunc(layers, func(l layer) bool { return l.Type != "line" })
	})
}

// layer is what is read of one of the series of an option.
type layer struct {
	Type string
	Data []any
}

// layersOf returns false of a figure whose option cannot be read so.
func layersOf(f reports.Figure) ([]layer, bool) {
	var option struct{ Series []layer }
	err := json.Unmarshal(f.Option, &option)
	return option.Series, err == nil
}

// lacks reports whether there is a letter in d that paper cannot show.
func (d Document) lacks() bool {
	texts := []string{d.Title, d.Subtitle}
	for _, p := range d.parts() {
		texts = append(texts, p.title)
		for _, c := range slices.Concat(p.table.Rows...) {
			texts = append(texts, c.Text)
		}
	}
	return lacking(d.Details) || slices.ContainsFunc(texts, typeface.Lacks)
}

// lacking reports whether there is such a letter in what the sections say, as far
// as it is no picture or table: where that is read first, it is explained there.
func lacking(sections []Section) bool {
	return slices.ContainsFunc(sections, func(s Section) bool {
		return slices.ContainsFunc(slices.Concat([]string{s.Heading}, s.Sentences, s.Small), typeface.Lacks)
	})
}

// isEmpty reports whether there is nothing to see in the picture of a figure,
// such as before the first result. What is not drawn may still be counted beside.
func isEmpty(f reports.Figure) bool {
	layers, ok := layersOf(f)
	return ok && !slices.ContainsFunc(layers, func(l layer) bool {
		return slices.ContainsFunc(l.Data, func(datum any) bool { return isDrawn(datum, l.Type != "bar") })
	})
}

// isDrawn reports whether a datum of an option is to be seen. Without a value
// none is; 0 is a point of a line and a cell of a map, but no bar, unless the
// bar says so beside it. Of several values the third, where there is one, stands
// at the place that the first two give.
func isDrawn(datum any, zero bool) bool {
	switch x := datum.(type) {
	case map[string]any:
		_, labelled := x["label"]
		return isDrawn(x["value"], zero || labelled)
	case []any:
		const most = 3
		values := x[:min(len(x), most)]
		return len(values) > 0 && !slices.ContainsFunc(values[:len(values)-1], isNothing) && isDrawn(values[len(values)-1], zero)
	case float64:
		return zero || x != 0
	}
	return !isNothing(datum)
}

func isNothing(datum any) bool { return datum == nil || datum == "" || datum == "-" }

// drawAll draws the figures that are not empty side by side, as many at once as
// the engine has room for, and returns them by id.
func drawAll(ctx context.Context, figures []toDraw, e *draw.Engine) (map[string]*draw.Picture, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	pictures := make([]*draw.Picture, len(figures))
	var work sync.WaitGroup
	for i, f := range figures {
		if isEmpty(f.Figure) {
			continue
		}
		work.Go(func() {
			var err error
			if pictures[i], err = e.Picture(ctx, f.Figure, f.width); err != nil {
				stop(err)
			}
		})
	}
	work.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	out := make(map[string]*draw.Picture, len(figures))
	for i, f := range figures {
		out[f.ID] = pictures[i]
	}
	return out, nil
}

// setting is how what is read first is set: the height of its figures in mm at
// most, whether the sentences of a section make one paragraph, and how close
// lines stand.
type setting struct {
	most    float64
	joined  bool
	leading float64
}

// settings go from the most spacious to the closest: figures become smaller, and
// sentences and lines move together. Below the last height, nobody reads a
// figure, and closer lines run into each other.
var settings = []setting{
	{90, false, 1}, {75, false, 1}, {75, true, 1}, {66, true, 1}, {60, true, 1}, {60, true, 0.93}, {54, true, 0.93},
	{48, true, 0.93}, {48, true, 0.86},
}

// fitting is the first setting with which what is read first has room on its
// pages, or the last.
func fitting(d Document, pictures map[string]*draw.Picture) setting {
	for _, try := range settings {
		if lead(d, pictures, try).Pages() <= leadPages {
			return try
		}
	}
	return settings[len(settings)-1]
}

// lead sets what is read first.
func lead(d Document, pictures map[string]*draw.Picture, as setting) *paper.Sheet {
	sheet := paper.New(paper.Settings{Lang: d.Lang, Title: d.Title, Author: "Michinori", Subject: d.Subtitle, Made: d.Made})
	pdf := pdf{lang: d.Lang, sheet: sheet, pictures: pictures, seen: map[string]bool{}, most: as.most, lead: true, joined: as.joined}
	sheet.Leading(as.leading)
	sheet.Heading(1, d.Title)
	sheet.Small(d.Subtitle)
	if lacking(d.Lead) {
		sheet.Small(typeface.Note(d.Lang))
	}
	for _, s := range d.Lead {
		pdf.section(s)
	}
	sheet.Leading(1)
	return sheet
}

// pdf sets sections on paper.
type pdf struct {
	lang     maturity.Language
	sheet    *paper.Sheet
	pictures map[string]*draw.Picture
	seen     map[string]bool
	most     float64 // the height of a figure in mm, 0 for the page's
	lead     bool    // what is read first
	joined   bool    // the sentences of a section make one paragraph
}

var nothingYet = maturity.Text{JA: "まだ示せる値がありません。", EN: "Nothing to show yet. "}

func (p pdf) section(s Section) {
	if s.More != "" {
		p.sheet.Question(s.Heading, s.More)
	} else {
		p.sheet.Chapter(s.Key, s.Heading)
	}
	if len(s.Figures)+len(s.Tables) == 0 {
		p.sheet.Together(p.paragraphs(s.Sentences), s.Small)
	}
	p.sentences(s.Sentences)
	for _, text := range s.Small {
		if len(s.Sentences) == 0 && len(s.Figures)+len(s.Tables) > 0 {
			p.sheet.Under(text)
		} else {
			p.sheet.Small(text)
		}
	}
	for _, series := range s.Series() {
		p.series(series)
	}
	for _, t := range s.Tables {
		if first(p.seen, t.ID) {
			p.sheet.Table(t.Table, t.Title)
		}
	}
}

// sentences sets the sentences of a section; among what is read first, the one
// that answers it stands out.
func (p pdf) sentences(all []string) {
	if !p.lead {
		for _, text := range all {
			p.sheet.Paragraph(text)
		}
		return
	}
	if len(all) == 0 {
		return
	}
	more := all[1:]
	if p.joined {
		p.sheet.Answer(all[0], p.between()+strings.Join(more, p.between()))
		return
	}
	p.sheet.Answer(all[0], "")
	for _, text := range more {
		p.sheet.Paragraph(text)
	}
}

// paragraphs are the sentences as they will stand.
func (p pdf) paragraphs(all []string) []string {
	if p.lead && p.joined {
		return []string{strings.Join(all, p.between())}
	}
	return all
}

// between is what stands between two sentences.
func (p pdf) between() string {
	if p.lang == maturity.Japanese {
		return ""
	}
	return " "
}

func places(sections []Section) []paper.Place {
	out := make([]paper.Place, len(sections))
	for i, s := range sections {
		out[i] = paper.Place{Key: s.Key, Heading: s.Heading}
	}
	return out
}

// series sets the figures that show something, as many together as there are.
func (p pdf) series(s Series) {
	var drawn []paper.Figure
	if slices.ContainsFunc(s.Figures, func(f reports.Figure) bool { return p.pictures[f.ID] != nil }) {
		p.sheet.Under(s.Words)
	}
	for _, f := range s.Figures {
		switch {
		case !first(p.seen, f.ID):
		case p.pictures[f.ID] == nil:
			p.sheet.Figures(drawn...)
			drawn = nil
			p.sheet.Heading(3, f.Title)
			p.sheet.Small(nothingYet.In(p.lang) + f.N)
		default:
			w, _ := p.pictures[f.ID].Size()
			drawn = append(drawn, paper.Figure{
				Picture: p.pictures[f.ID], Title: f.Title, Caption: strings.Join(below(f), "\n"), Summary: f.Summary, Most: p.most, Half: w == pairWidth,
			})
		}
	}
	p.sheet.Figures(drawn...)
}

// Bars and cells of a still picture. The library makes of each an element that
// could move and answer, and of its label two more: of a picture of many marks
// most of the time. Here the marks of a series become a few
// paths, one for each look, and their labels plain text: the library still says
// where they stand. What it would draw otherwise than this is an error.
(function (echarts, measure, family) {
  'use strict';

  var items = []; // by series, in the order in which they are drawn
  var drawn = {}; // by the key of the element that keeps their place
  var patterns, named;

  // Of the ways to say how marks and their labels are, those that are known here.
  var series = ['type', 'name', 'data', 'encode', 'stack', 'itemStyle', 'barWidth', 'barMaxWidth', 'barGap', 'barCategoryGap', 'silent', 'z'];
  var marks = ['group', 'name', 'value', 'itemStyle', 'label'];
  var looks = ['color', 'borderColor', 'borderWidth', 'borderType', 'decal'];
  var words = ['show', 'position', 'formatter', 'color', 'fontSize', 'lineHeight', 'backgroundColor'];

  function only(known, given) {
    Object.keys(given).forEach(function (key) {
      if (known.indexOf(key) < 0) throw new Error('a mark with ' + key);
    });
  }

  function tenth(v) { return Math.round(v * 10) / 10; }

  function rect(b) {
    var x = tenth(b.x), y = tenth(b.y);
    return 'M' + x + ' ' + y + 'H' + tenth(b.x + b.width) + 'V' + tenth(b.y + b.height) + 'H' + x + 'Z';
  }

  // A box of a width below 0 goes to the left.
  function upright(b) {
    return {
      x: Math.min(b.x, b.x + b.width), y: Math.min(b.y, b.y + b.height),
      width: Math.abs(b.width), height: Math.abs(b.height)
    };
  }

  function within(b, by) { return { x: b.x + by, y: b.y + by, width: b.width - 2 * by, height: b.height - 2 * by }; }

  function seen(color) { return color && color !== 'transparent' ? color : 'none'; }

  // pattern is the fill of a hatching of slanted lines; there is one of each.
  function pattern(decal) {
    only(['symbol', 'dashArrayX', 'dashArrayY', 'rotation', 'color'], decal);
    var line = decal.dashArrayY[0], whole = line + decal.dashArrayY[1];
    if (decal.symbol !== 'rect' || decal.dashArrayX[1] !== 0) throw new Error('a hatching of another kind');
    var key = JSON.stringify(decal);
    if (!patterns[key]) {
      var id = named + '-m' + Object.keys(patterns).length;
      patterns[key] = {
        fill: 'url(#' + id + ')',
        node: '<pattern id="' + id + '" width="1" height="' + whole + '" patternUnits="userSpaceOnUse" patternTransform="rotate(' +
          decal.rotation * 180 / Math.PI + ')"><path d="M0 0H1V' + line + 'H0Z" fill="' + decal.color + '"></path></pattern>'
      };
    }
    return patterns[key].fill;
  }

  // paths are the marks of one look.
  function paths(look, d) {
    var out = '';
    if (seen(look.color) !== 'none' || look.borderWidth && seen(look.borderColor) !== 'none') {
      out = '<path d="' + d + '" fill="' + seen(look.color) + '"';
      if (look.borderWidth && look.borderColor) {
        out += ' stroke="' + seen(look.borderColor) + '" stroke-width="' + look.borderWidth + '"';
        if (look.borderType === 'dashed') {
          out += ' stroke-dasharray="' + 4 * look.borderWidth + ',' + 2 * look.borderWidth + '"';
        } else if (look.borderType) {
          throw new Error('a border that is ' + look.borderType);
        }
      }
      out += '></path>';
    }
    return look.decal ? out + '<path d="' + d + '" fill="' + pattern(look.decal) + '"></path>' : out;
  }

  var anchors = { inside: 'middle', top: 'middle', right: 'start' };

  // label is what is written on, above or behind a box.
  function label(b, l) {
    only(words, l);
    var position = l.position || 'inside', size = l.fontSize, high = l.lineHeight || size, gap = 5;
    if (!anchors[position]) throw new Error('a label at ' + position);
    var lines = l.formatter.split('\n'), out = '';
    var x = position === 'right' ? b.x + b.width + gap : b.x + b.width / 2;
    var top = (position === 'top' ? b.y - gap - lines.length * high : b.y + b.height / 2 - lines.length * high / 2);
    if (l.backgroundColor) {
      var wide = Math.max.apply(null, lines.map(function (line) { return measure(line, size + 'px'); }));
      out = '<path d="' + rect({ x: x - wide / 2, y: top, width: wide, height: lines.length * high }) + '" fill="' + l.backgroundColor + '"></path>';
    }
    lines.forEach(function (line, n) {
      out += '<text dominant-baseline="central" text-anchor="' + anchors[position] + '" style="font-size:' + size + 'px;font-family:' + family +
        ';" x="' + tenth(x) + '" y="' + tenth(top + (n + 0.5) * high) + '" fill="' + l.color + '">' + echarts.format.encodeHTML(line) + '</text>';
    });
    return out;
  }

  function place(view, z2, html) {
    var el = new echarts.graphic.Rect({ silent: true, z2: z2, shape: { x: 0, y: 0, width: 0, height: 0 } });
    view.group.add(el);
    drawn[el.id] = html;
  }

  // draw lays the marks of a series, wide borders over narrow ones where cells
  // touch, and all labels over them.
  function draw(view, model, boxOf) {
    var order = [], byLook = {}, texts = [];
    var given = items[model.seriesIndex];
    given.data.forEach(function (item, i) {
      var b = boxOf(i, item);
      if (!(b.width >= 0 && b.height >= 0)) return; // no value
      only(marks, item);
      if (item.label && item.label.show) texts.push(label(b, item.label));
      if (!(b.width && b.height)) return; // a bar of 0 is its label alone
      var style = item.itemStyle, key = style ? JSON.stringify(style) : '';
      var group = byLook[key];
      if (!group) {
        group = byLook[key] = { look: Object.assign({}, given.itemStyle, style), d: [] };
        only(looks, group.look);
        order.push(group);
      }
      group.d.push(rect(model.subType === 'bar' ? within(b, Math.min(group.look.borderWidth || 0, b.width, b.height) / 2) : b));
    });
    order.sort(function (a, b) { return (a.look.borderWidth || 0) - (b.look.borderWidth || 0); });
    place(view, 0, order.map(function (group) { return paths(group.look, group.d.join('')); }).join(''));
    place(view, 2, texts.join(''));
  }

  echarts.extendChartView({
    type: 'bar',
    render: function (model) {
      var data = model.getData();
      draw(this, model, function (i) { return upright(data.getItemLayout(i)); });
    }
  });

  echarts.extendChartView({
    type: 'heatmap',
    render: function (model) {
      var grid = model.coordinateSystem;
      var width = grid.getAxis('x').getBandWidth(), height = grid.getAxis('y').getBandWidth();
      draw(this, model, function (i, item) {
        var at = grid.dataToPoint(item.value);
        return { x: at[0] - width / 2, y: at[1] - height / 2, width: width, height: height };
      });
    }
  });

  return {
    // start takes the marks out of an option: the library gets their values alone.
    start: function (option, name) {
      items = []; drawn = {}; patterns = {}; named = name;
      [].concat(option.series || []).forEach(function (given, n) {
        if (given.type !== 'bar' && given.type !== 'heatmap') return;
        only(series, given);
        var all = given.data.map(function (item) { return item && typeof item === 'object' && !Array.isArray(item) ? item : { value: item }; });
        items[n] = { data: all, itemStyle: given.itemStyle };
        given.data = all.map(function (item) { return item.value; });
      });
    },
    // at is what stands in place of an element, undefined where it is the library's.
    at: function (key) { return drawn[key]; },
    patterns: function () { return Object.keys(patterns).map(function (key) { return patterns[key].node; }).join(''); }
  };
})

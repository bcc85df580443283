// Draws one option. What a picture on paper cannot have is left out: movement,
// tooltips and what happens under a pointer.
(function (echarts, measure, marksOf, family) {
  'use strict';

  var widths = {};
  var kept = 0;

  // The library asks for the same words several times a picture.
  function width(text, font) {
    var known = font + '\n' + text;
    if (!(known in widths)) {
      if (kept++ > 5000) widths = {}, kept = 0;
      widths[known] = measure(text, font);
    }
    return widths[known];
  }

  echarts.setPlatformAPI({
    measureText: function (text, font) {
      return { width: width(String(text), String(font || '')) };
    }
  });

  // Nobody points at a still picture. How its marks would look then is a good part
  // of what the library works out for each of them, and none of what it draws.
  var pointed = { emphasis: true, blur: true, select: true };
  var none = new echarts.Model({ disabled: true }, null, null);
  ['getItemStyle', 'getLineStyle', 'getAreaStyle'].forEach(function (name) {
    none[name] = function () { return {}; };
  });
  none.getModel = function () { return none; };

  var getModel = echarts.Model.prototype.getModel;
  echarts.Model.prototype.getModel = function (path, parent) {
    if (path == null || !pointed[typeof path === 'string' ? path : path[0]]) {
      return getModel.call(this, path, parent);
    }
    return path[1] === 'label' ? null : none;
  };

  var getFormattedLabel = echarts.SeriesModel.prototype.getFormattedLabel;
  echarts.SeriesModel.prototype.getFormattedLabel = function (index, state, type, dimension, formatter, more) {
    return pointed[state] ? null : getFormattedLabel.call(this, index, state, type, dimension, formatter, more);
  };

  // In which order parts are made depends on which there are and on nothing else;
  // the library works it out anew several times a picture.
  var travel = echarts.ComponentModel.topologicalTravel;
  var routes = {};
  echarts.ComponentModel.topologicalTravel = function (parts, all, visit, self) {
    var named = parts.join();
    if (!routes[named]) {
      var route = [];
      travel.call(this, parts, all, function (part, needed) { route.push([part, needed]); });
      routes[named] = route;
    }
    routes[named].forEach(function (stop) { visit.call(self, stop[0], stop[1].slice()); });
  };

  // A text with a line height gets a box to be pointed at, which shows nothing.
  var behind = echarts.graphic.Text.prototype._renderBackground;
  echarts.graphic.Text.prototype._renderBackground = function (style) {
    if (style.backgroundColor || style.borderWidth && style.borderColor) behind.apply(this, arguments);
  };

  var marks = marksOf(echarts, width, family);

  // write is an element as text, with the marks in their places. What has neither
  // a fill nor a line is there to be pointed at.
  function write(node, out) {
    var placed = marks.at(node.key);
    if (placed != null) {
      out.push(placed);
      return;
    }
    var attrs = node.attrs;
    if (node.tag === 'path' && attrs.fill === 'none' && (!attrs.stroke || attrs.stroke === 'none')) return;
    out.push('<', node.tag);
    for (var name in attrs) {
      var value = attrs[name];
      if (value != null && value !== false && name !== 'pointer-events') out.push(' ', name, '="', value, '"');
    }
    out.push('>');
    if (node.text) out.push(echarts.format.encodeHTML(node.text));
    (node.children || []).forEach(function (child) { write(child, out); });
    if (node.tag === 'svg') out.push('<defs>', marks.patterns(), '</defs>');
    out.push('</', node.tag, '>');
  }

  return function (text, width, height, name) {
    var option = JSON.parse(text);
    option.animation = false;
    option.backgroundColor = option.backgroundColor || '#ffffff';
    option.textStyle = Object.assign({}, option.textStyle, { fontFamily: family });
    // The library would leave out in silence what it has not been built with.
    [].concat(option.series || []).forEach(function (series) {
      echarts.ComponentModel.getClass('series', series.type, true);
      series.silent = true;
    });
    // The library lays all labels out twice, to make room where they are wider than
    // the figure left for them. They are so in narrow pictures alone.
    if (width >= 600) [].concat(option.grid || []).forEach(function (grid) { grid.outerBoundsMode = 'none'; });
    marks.start(option, name);
    // The picture has a description of its own, and what is pointed at nothing to say.
    ['aria', 'tooltip', 'toolbox', 'title'].forEach(function (part) { delete option[part]; });
    var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
    echarts.zrender.registerSSRDataGetter(function () {}); // what the library would say of a mark to its own script
    try {
      chart.setOption(option);
      var painter = chart.getZr().painter, out = [];
      painter._id = name; // what its ids begin with
      write(painter.renderToVNode({ compress: true, useViewBox: true }), out);
      return out.join('');
    } finally {
      chart.dispose();
    }
  };
})

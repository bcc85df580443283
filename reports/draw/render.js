// Draws one option. What a picture on paper cannot have is left out: movement,
// tooltips and what happens under a pointer.
(function (echarts, measure) {
  'use strict';

  echarts.setPlatformAPI({
    measureText: function (text, font) {
      return { width: measure(String(text), String(font || '')) };
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

  return function (text, width, height, family) {
    var option = JSON.parse(text);
    option.animation = false;
    option.tooltip = { show: false };
    option.toolbox = { show: false };
    option.backgroundColor = option.backgroundColor || '#ffffff';
    option.textStyle = Object.assign({}, option.textStyle, { fontFamily: family });
    // The library would leave out in silence what it has not been built with.
    [].concat(option.series || []).forEach(function (series) {
      echarts.ComponentModel.getClass('series', series.type, true);
      series.silent = true;
    });
    delete option.aria; // the picture has a description of its own
    var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
    try {
      chart.setOption(option);
      return chart.getZr().painter.renderToString({ useViewBox: true, cssAnimation: false, cssEmphasis: false });
    } finally {
      chart.dispose();
    }
  };
})

// Draws one option. What a picture on paper cannot have is left out: movement,
// tooltips and what happens under a pointer.
(function (echarts, measure) {
  'use strict';

  echarts.setPlatformAPI({
    measureText: function (text, font) {
      return { width: measure(String(text), String(font || '')) };
    }
  });

  return function (text, width, height, family) {
    var option = JSON.parse(text);
    option.animation = false;
    option.tooltip = { show: false };
    option.toolbox = { show: false };
    option.backgroundColor = option.backgroundColor || '#ffffff';
    option.textStyle = Object.assign({}, option.textStyle, { fontFamily: family });
    var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
    try {
      chart.setOption(option);
      return chart.getZr().painter.renderToString({ useViewBox: true, cssAnimation: false, cssEmphasis: false });
    } finally {
      chart.dispose();
    }
  };
})

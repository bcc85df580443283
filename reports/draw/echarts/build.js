/*!
 * Apache ECharts 6.1.0 in parts, https://echarts.apache.org
 * Licensed to the Apache Software Foundation (ASF) under one or more contributor
 * license agreements, and to you under the Apache License, Version 2.0: see
 * LICENSE.txt, also for the parts of others in it.
 */

// What our figures are made of, and nothing else of the library: all of it would
// be twice as many bytes to wait for and to start. `make echarts` writes
// echarts.min.js from this. A chart of another kind or another component needs
// its line here first.
import * as core from 'echarts/core';
import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendPlainComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

core.use([
  BarChart, HeatmapChart, LineChart, ScatterChart,
  AriaComponent, GridComponent, LegendPlainComponent, MarkLineComponent, TooltipComponent,
  SVGRenderer,
]);

globalThis.echarts = Object.assign({}, core);

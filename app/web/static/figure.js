// Draws the chart of each [data-figure]. Without this script the browser asks for
// a still picture; if the chart library does not arrive, the script does. The
// table is there in any case: nothing on a page may depend on what happens here.
//
//   <script src="figure.js" data-echarts="echarts.min.js" data-palette="{…}" defer></script>
(() => {
  'use strict';

  const { echarts: library, palette } = document.currentScript.dataset;
  const roles = Object.entries(JSON.parse(palette)); // light colour -> role
  const paper = 640; // CSS pixels: what a page of A4 has room for
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const live = new Map(); // figure -> chart

  // load fetches the library when the first figure comes near, once.
  let loading;
  function load() {
    loading ??= window.echarts ? Promise.resolve() : new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = library;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  // recolour replaces the light colours of an option by those the page has for
  // their roles now.
  function recolour(value, key, colours) {
    if (Array.isArray(value)) {
      return value.map((v) => recolour(v, key, colours));
    }
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, recolour(v, k, colours)]));
    }
    return typeof value === 'string' && /color$/i.test(key) ? colours.get(value) ?? value : value;
  }

  function coloursOf(figure) {
    const style = getComputedStyle(figure);
    return new Map(roles.map(([colour, role]) => [colour, style.getPropertyValue(`--figure-${role}`).trim() || colour]));
  }

  // tip lists the prepared texts of the points under the pointer, below the
  // name of their group.
  function tip(params) {
    const points = [params].flat().map((p) => p.data).filter((d) => d && d.name);
    return points.length ? [points[0].group, ...points.map((d) => d.name)].filter(Boolean).join('\n') : '';
  }

  // optionOf is the option for the page as it is now or, on paper, in light
  // colours and at rest.
  function optionOf(figure, onPaper = false) {
    const option = JSON.parse(figure.querySelector('[data-figure-option]')?.textContent ?? 'null');
    return option && prepared(onPaper ? option : recolour(option, '', coloursOf(figure)), figure, onPaper);
  }

  function prepared(option, figure, onPaper) {
    option.animation = !calm.matches && !onPaper;
    option.animationDuration = 300;
    option.textStyle = { ...option.textStyle, fontFamily: getComputedStyle(figure).fontFamily };
    option.tooltip = { ...option.tooltip, formatter: tip };
    return option;
  }

  async function mount(figure) {
    try {
      await load();
      show(figure);
    } catch {
      still(figure);
    }
  }

  // show draws the chart, once.
  function show(figure, onPaper = false) {
    const option = optionOf(figure, onPaper);
    const box = figure.querySelector('.figure-live');
    if (!option || !box || live.has(figure) || !figure.isConnected) {
      return;
    }
    const chart = window.echarts.init(box, null, { renderer: 'svg', locale: 'EN' });
    live.set(figure, chart);
    chart.setOption(option);
    resized.observe(box);
  }

  // still puts the picture there that a browser without script asks for.
  function still(figure) {
    const box = figure.querySelector('.figure-live');
    if (!box || live.has(figure)) {
      return;
    }
    const image = new Image();
    image.src = box.dataset.still;
    image.alt = box.dataset.alt;
    image.className = 'figure-image';
    box.replaceChildren(image);
    box.style.height = '';
  }

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        near.unobserve(target);
        mount(target);
      }
    }
  }, { rootMargin: '300px' });

  const resized = new ResizeObserver((entries) => {
    requestAnimationFrame(() => {
      for (const { target, contentRect } of entries) {
        const chart = contentRect.width > 0 && window.echarts.getInstanceByDom(target);
        if (chart && Math.abs(chart.getWidth() - contentRect.width) >= 1) {
          chart.resize({ animation: { duration: 0 } });
        }
      }
    });
  });

  // expect makes room for a chart before it is drawn, so that nothing moves under
  // the eyes of whoever scrolls to it.
  function expect(figure) {
    const box = figure.querySelector('.figure-live');
    if (box && figure.querySelector('[data-figure-option]')) {
      box.hidden = false;
      box.style.height ||= `${figure.dataset.height || 320}px`;
    }
    near.observe(figure);
  }

  // scan takes up figures that came with the page or later, and lets go of
  // those that left it.
  function scan(root) {
    for (const [figure, chart] of live) {
      if (!figure.isConnected) {
        resized.unobserve(chart.getDom());
        chart.dispose();
        live.delete(figure);
      }
    }
    if (root.matches?.('[data-figure]')) {
      expect(root);
    }
    root.querySelectorAll?.('[data-figure]').forEach(expect);
    root.querySelectorAll?.('[data-figure-copy]').forEach((button) => { button.hidden = !copies; });
  }

  // settle draws, one at a time and when the browser has nothing else to do, what
  // nobody has come to yet: a picture of the whole page then has every chart.
  const idle = window.requestIdleCallback ?? ((task) => setTimeout(task, 100));
  function settle(waiting = [...document.querySelectorAll('[data-figure]')]) {
    const figure = waiting.shift();
    if (!figure) {
      return;
    }
    if (figure.querySelector('.figure-live')?.clientWidth > 0) { // not folded away
      near.unobserve(figure);
      mount(figure);
    }
    idle(() => settle(waiting));
  }

  function redraw() {
    for (const [figure, chart] of live) {
      chart.setOption(optionOf(figure), true);
    }
  }

  // On paper the charts are as wide as it is and in light colours. What nobody
  // has scrolled to is drawn too, unless it is folded away.
  function toPaper() {
    for (const figure of window.echarts ? document.querySelectorAll('[data-figure]') : []) {
      const box = figure.querySelector('.figure-live');
      if (box?.parentElement.clientWidth > 0) {
        show(figure, true);
      }
      const chart = live.get(figure);
      chart?.resize({ width: paper });
      chart?.setOption(optionOf(figure, true), true);
      chart?.getZr().flush();
    }
  }

  function fromPaper() {
    for (const [figure, chart] of live) {
      chart.setOption(optionOf(figure), true);
      chart.resize({ width: 'auto' });
    }
  }

  // copy puts the picture on the clipboard and says what came of it.
  async function copy(button) {
    const told = button.closest('.figure-take').querySelector('.figure-told');
    told.textContent = '';
    try {
      const picture = fetch(button.dataset.figureCopy).then((answer) => {
        if (!answer.ok) {
          throw new Error(answer.status);
        }
        return answer.blob();
      });
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      told.textContent = button.dataset.done;
    } catch {
      told.textContent = button.dataset.failed;
    }
  }

  // A clipboard for pictures is only on pages that came safely.
  const copies = window.ClipboardItem && navigator.clipboard?.write;

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-figure-copy]');
    if (button) {
      copy(button);
    }
  });
  dark.addEventListener('change', redraw);
  calm.addEventListener('change', redraw);
  addEventListener('beforeprint', toPaper);
  addEventListener('afterprint', fromPaper);
  new MutationObserver((changes) => {
    for (const change of changes.filter(({ target }) => !target.closest?.('.figure-live'))) {
      if (change.removedNodes.length) {
        scan(document.createDocumentFragment());
      }
      change.addedNodes.forEach(scan);
    }
  }).observe(document.body, { childList: true, subtree: true });
  scan(document);
  // Whoever prints does not wait for the library.
  addEventListener('load', () => {
    if (document.querySelector('[data-figure]')) {
      load().then(() => idle(() => settle()), () => {});
    }
  });
})();

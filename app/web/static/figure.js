// Puts a live chart over the still picture of each [data-figure]. Without this
// script, or if the chart library does not arrive, the picture and the table
// stay: nothing on a page may depend on what happens here.
//
//   <script src="figure.js" data-echarts="echarts.min.js" defer></script>
(() => {
  'use strict';

  const library = document.currentScript?.dataset.echarts;
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
    const roles = Object.entries(JSON.parse(figure.dataset.palette));
    return new Map(roles.map(([colour, role]) => [colour, style.getPropertyValue(`--figure-${role}`).trim() || colour]));
  }

  // tip lists the prepared texts of the points under the pointer, below the
  // name of their group.
  function tip(params) {
    const points = [params].flat().map((p) => p.data).filter((d) => d && d.name);
    return points.length ? [points[0].group, ...points.map((d) => d.name)].filter(Boolean).join('\n') : '';
  }

  function optionOf(figure) {
    const text = figure.querySelector('[data-figure-option]')?.textContent ?? figure.dataset.option ?? 'null';
    const option = recolour(JSON.parse(text), '', coloursOf(figure));
    if (!option) {
      return null;
    }
    option.animation = !calm.matches;
    option.animationDuration = 300;
    option.textStyle = { ...option.textStyle, fontFamily: getComputedStyle(figure).fontFamily };
    option.tooltip = { ...option.tooltip, formatter: tip };
    return option;
  }

  async function mount(figure) {
    await load();
    const option = optionOf(figure);
    const box = figure.querySelector('.figure-live');
    if (!option || !box || live.has(figure) || !figure.isConnected) {
      return;
    }
    box.hidden = false;
    box.style.height = `${figure.dataset.height || 320}px`;
    const chart = window.echarts.init(box, null, { renderer: 'svg', locale: 'EN' });
    live.set(figure, chart);
    chart.setOption(option);
    figure.classList.add('is-live');
    resized.observe(box);
  }

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        near.unobserve(target);
        mount(target).catch(() => {}); // the still picture stays
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
      near.observe(root);
    }
    root.querySelectorAll?.('[data-figure]').forEach((figure) => near.observe(figure));
  }

  function redraw() {
    for (const [figure, chart] of live) {
      chart.setOption(optionOf(figure), true);
    }
  }

  dark.addEventListener('change', redraw);
  calm.addEventListener('change', redraw);
  new MutationObserver((changes) => {
    for (const change of changes.filter(({ target }) => !target.closest?.('.figure-live'))) {
      if (change.removedNodes.length) {
        scan(document.createDocumentFragment());
      }
      change.addedNodes.forEach(scan);
    }
  }).observe(document.body, { childList: true, subtree: true });
  scan(document);
})();

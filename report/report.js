// The map of a report. What it draws stands in #plan-data, written by planner/emit/report/map.cpp: layers from the topmost
// down, polygons as lists of arcs, all coordinates as differences in whole units.
(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('plan-data').textContent);
  const $ = function (selector) { return document.querySelector(selector); };
  const svgns = 'http://www.w3.org/2000/svg';

  function element(name, attributes, children) {
    const e = document.createElement(name);
    Object.entries(attributes || {}).forEach(function (a) { e.setAttribute(a[0], a[1]); });
    (children || []).forEach(function (c) { e.append(c); });
    return e;
  }
  function svg(name, attributes, children) {
    const e = document.createElementNS(svgns, name);
    Object.entries(attributes || {}).forEach(function (a) { e.setAttribute(a[0], a[1]); });
    (children || []).forEach(function (c) { e.append(c); });
    return e;
  }

  // ---- shapes: [lat, lon] as Leaflet wants them

  function unpacked(numbers) {
    const line = [];
    let x = 0, y = 0;
    for (let i = 0; i < numbers.length; i += 2) {
      x += numbers[i];
      y += numbers[i + 1];
      line.push([y / data.units, x / data.units]);
    }
    return line;
  }
  const arcs = data.arcs.map(unpacked);
  function ring(numbers) {
    const line = [];
    numbers.forEach(function (n) {
      const arc = n < 0 ? arcs[~n].slice().reverse() : arcs[n];
      for (let i = line.length ? 1 : 0; i < arc.length; ++i) line.push(arc[i]);
    });
    return line;
  }
  function box(lines) {
    let s = 90, n = -90, w = 1e9, e = -1e9;
    lines.forEach(function (l) {
      l.forEach(function (p) { s = Math.min(s, p[0]); n = Math.max(n, p[0]); w = Math.min(w, p[1]); e = Math.max(e, p[1]); });
    });
    return [w, s, e, n];
  }
  data.layers.forEach(function (layer) {
    layer.features.forEach(function (f) {
      f.shape = layer.kind === 'area' ? f.g.map(function (polygon) { return polygon.map(ring); }) : f.g.map(unpacked);
      f.box = box(layer.kind === 'area' ? f.shape.map(function (p) { return p[0]; }) : f.shape);
      delete f.g;
    });
  });

  // ---- looks

  const patterns = $('#patterns');
  const known = {};
  // A fill that Leaflet can name: a colour, or a pattern for what is hatched.
  function fill_of(rule) {
    if (!rule.hatch) return rule.fill || 'none';
    const key = JSON.stringify([rule.hatch, rule.fill, rule.fillOpacity]);
    if (!known[key]) {
      known[key] = 'hatch-' + (Object.keys(known).length + 1);
      const s = rule.hatch.spacing, parts = [];
      if (rule.fill) parts.push(svg('rect', {width: s, height: s, fill: rule.fill, 'fill-opacity': rule.fillOpacity}));
      parts.push(svg('line', {x1: 0, y1: s / 2, x2: s, y2: s / 2, stroke: rule.hatch.colour, 'stroke-width': rule.hatch.width}));
      patterns.append(svg('pattern', {id: known[key], width: s, height: s, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(' + -rule.hatch.angle + ')'}, parts));
    }
    return 'url(#' + known[key] + ')';
  }
  function path_style(rule) {
    return {stroke: !!rule.stroke, color: rule.stroke, weight: rule.width, opacity: rule.opacity, dashArray: rule.dash ? rule.dash.join(' ') : null,
      fill: !!(rule.fill || rule.hatch), fillColor: fill_of(rule), fillOpacity: rule.hatch ? 1 : rule.fillOpacity * rule.opacity, interactive: false, lineJoin: 'round',
      lineCap: rule.dash ? 'butt' : 'round', smoothFactor: 1};
  }
  function corners(n, turn, inner) {
    const points = [], steps = inner ? 2 * n : n;
    for (let i = 0; i < steps; ++i) {
      const a = turn + 2 * Math.PI * i / steps, r = inner && i % 2 ? inner : 1;
      points.push([Math.sin(a) * r, -Math.cos(a) * r]);
    }
    return points;
  }
  const outlines = {square: corners(4, Math.PI / 4), diamond: corners(4, 0), triangle: corners(3, 0), pentagon: corners(5, 0), star: corners(5, 0, 0.45)};
  function mark(rule) {
    const r = rule.size / 2, w = rule.width, d = rule.size + 2 * w;
    const look = {fill: rule.fill || 'none', 'fill-opacity': rule.fillOpacity, stroke: rule.stroke || 'none', 'stroke-width': w, 'stroke-linejoin': 'round', opacity: rule.opacity};
    let shape;
    if (rule.marker === 'circle') shape = svg('circle', Object.assign({r: r}, look));
    else if (rule.marker === 'cross') shape = svg('path', Object.assign({d: 'M' + -r + ' ' + -r + 'L' + r + ' ' + r + 'M' + r + ' ' + -r + 'L' + -r + ' ' + r}, look));
    else {
      const scale = rule.marker === 'square' ? r * 1.3 : r * 1.15;
      shape = svg('polygon', Object.assign({points: outlines[rule.marker].map(function (p) { return p[0] * scale + ',' + p[1] * scale; }).join(' ')}, look));
    }
    return svg('svg', {width: d, height: d, viewBox: [-d / 2, -d / 2, d, d].join(' ')}, [shape]);
  }
  function swatch(rule, kind) {
    const s = svg('svg', {width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true'});
    if (kind === 'point') {
      const m = mark(Object.assign({}, rule, {size: Math.min(rule.size, 12)}));
      m.setAttribute('x', 13 - m.getAttribute('width') / 2);
      m.setAttribute('y', 8 - m.getAttribute('height') / 2);
      s.append(m);
    } else if (kind === 'line') {
      const line = {x1: 1, y1: 8, x2: 25, y2: 8, stroke: rule.stroke, 'stroke-width': rule.width, opacity: rule.opacity};
      if (rule.dash) line['stroke-dasharray'] = rule.dash.join(' ');
      s.append(svg('line', line));
    } else {
      const area = {x: 1, y: 1, width: 24, height: 14, fill: fill_of(rule), 'fill-opacity': rule.hatch ? 1 : rule.fillOpacity, stroke: rule.stroke || 'none', 'stroke-width': rule.width};
      if (rule.dash) area['stroke-dasharray'] = rule.dash.join(' ');
      s.append(svg('rect', area));
    }
    return s;
  }

  // ---- the map

  $('#map-app').hidden = false;
  const view = $('#map-view');
  const map = L.map(view, {zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 120, scrollWheelZoom: false, attributionControl: false, maxZoom: 14, minZoom: 2, zoomAnimation: true});
  const extent = L.latLngBounds([data.extent[1], data.extent[0]], [data.extent[3], data.extent[2]]);
  L.control.scale({imperial: false, maxWidth: 140}).addTo(map);
  map.fitBounds(extent, {padding: [12, 12], animate: false});
  if (window.matchMedia('(max-width: 820px)').matches) $('.panel details').open = false;
  // The cross at the middle is for those who use the keyboard.
  document.addEventListener('keydown', function () { document.body.classList.add('by-keys'); }, true);
  document.addEventListener('pointerdown', function () { document.body.classList.remove('by-keys'); }, true);
  view.addEventListener('focus', function () { map.scrollWheelZoom.enable(); });
  view.addEventListener('blur', function () { map.scrollWheelZoom.disable(); });

  // As of a drawing of so many pixels to the inch as styles are made for, at the middle of the map.
  function scale() { return 559082264 * Math.cos(map.getCenter().lat * Math.PI / 180) / Math.pow(2, map.getZoom()); }

  const now = {time: null, minutes: null};
  function is_now(layer, f) {
    if (layer.timed && now.time !== null) return f.t[0] <= now.time && now.time < f.t[1];
    if (layer.minutes && now.minutes !== null) return f.m <= now.minutes;
    return true;
  }
  function draws(layer, f) {
    const rule = layer.rules[f.r];
    return is_now(layer, f) && !(rule.maxScale && scale() > rule.maxScale);
  }

  data.layers.forEach(function (layer, i) {
    layer.pane = 'pane-' + layer.id;
    map.createPane(layer.pane).style.zIndex = 400 + data.layers.length - i;
    if (layer.kind !== 'point') layer.renderer = L.svg({pane: layer.pane, padding: 0.3});
    layer.group_on_map = L.layerGroup();
    layer.shown = false;
    layer.parts = layer.features.map(function (f) {
      const rule = layer.rules[f.r];
      if (layer.kind === 'point')
        return f.shape.map(function (p) {
          const m = mark(rule), d = +m.getAttribute('width');
          return L.marker(p[0], {pane: layer.pane, interactive: false, keyboard: false, icon: L.divIcon({html: m, className: 'mark', iconSize: [d, d], iconAnchor: [d / 2, d / 2]})});
        });
      const style = Object.assign(path_style(rule), {pane: layer.pane, renderer: layer.renderer});
      if (layer.kind === 'area') return [L.polygon(f.shape, style)];
      const line = [L.polyline(f.shape, Object.assign(style, {fill: false}))];
      if (rule.casing) line.unshift(L.polyline(f.shape, Object.assign({}, style, {color: rule.casing, weight: rule.width + 2.5, dashArray: null, fill: false})));
      return line;
    });
  });

  // Draws what is to be drawn of a layer now, and nothing else of it; what lies under lines before all lines.
  function refresh(layer) {
    layer.group_on_map.clearLayers();
    if (layer.shown) {
      const parts = layer.parts.filter(function (p, i) { return draws(layer, layer.features[i]); });
      parts.forEach(function (p) { p.slice(0, -1).forEach(function (below) { layer.group_on_map.addLayer(below); }); });
      parts.forEach(function (p) { layer.group_on_map.addLayer(p[p.length - 1]); });
    }
    if (layer.shown) layer.group_on_map.addTo(map); else layer.group_on_map.remove();
  }
  function show(layer, shown) {
    layer.shown = shown;
    layer.box.checked = shown;
    layer.legend.hidden = !shown;
    refresh(layer);
  }

  // ---- names, those that would overlap left out

  const names = map.createPane('names');
  names.style.zIndex = 600;
  names.style.pointerEvents = 'none';
  function place_names() {
    names.textContent = '';
    const taken = [], said = [], size = map.getSize();
    function is_free(b) { return taken.every(function (t) { return b[2] < t[0] || t[2] < b[0] || b[3] < t[1] || t[3] < b[1]; }); }
    data.layers.forEach(function (layer) {
      if (!layer.shown || !layer.label || scale() > layer.label.maxScale) return;
      layer.features.forEach(function (f) {
        if (!f.l || !draws(layer, f)) return;
        const at = f.p ? unpacked(f.p)[0] : f.shape[0][Math.floor(f.shape[0].length / 2)];
        const p = map.latLngToContainerPoint(at);
        if (p.x < 0 || p.y < 0 || p.x > size.x || p.y > size.y) return;
        if (said.some(function (s) { return s[0] === f.l && s[1].distanceTo(p) < 40; })) return;
        const e = element('span', {class: 'name-on-map' + (layer.label.spaced ? ' spaced' : ''), style: 'color:' + layer.label.colour + ';font-size:' + (layer.label.size + 2) + 'px'}, [f.l]);
        names.append(e);
        const w = e.offsetWidth, h = e.offsetHeight, gap = layer.kind === 'point' ? layer.rules[f.r].size / 2 + 4 : 0;
        const tries = layer.kind === 'point' ? [[gap, -h / 2], [-gap - w, -h / 2], [-w / 2, -gap - h], [-w / 2, gap]] : [[-w / 2, -h / 2]];
        const free = tries.find(function (t) {
          const x = p.x + t[0], y = p.y + t[1];
          return x > 0 && y > 0 && x + w < size.x && y + h < size.y && is_free([x - 1, y - 1, x + w + 1, y + h + 1]);
        });
        if (!free) { e.remove(); return; }
        said.push([f.l, p]);
        taken.push([p.x + free[0], p.y + free[1], p.x + free[0] + w, p.y + free[1] + h]);
        L.DomUtil.setPosition(e, map.latLngToLayerPoint(at).add(L.point(free[0], free[1])).round());
      });
    });
  }

  // ---- what is at a place

  function in_ring(lat, lon, r) {
    let inside = false;
    for (let i = 0, j = r.length - 1; i < r.length; j = i++)
      if ((r[i][0] > lat) !== (r[j][0] > lat) && lon < r[i][1] + (lat - r[i][0]) / (r[j][0] - r[i][0]) * (r[j][1] - r[i][1])) inside = !inside;
    return inside;
  }
  function near_line(p, line, most) {
    for (let i = 0; i + 1 < line.length; ++i)
      if (L.LineUtil.pointToSegmentDistance(p, map.latLngToLayerPoint(line[i]), map.latLngToLayerPoint(line[i + 1])) < most) return true;
    return false;
  }
  // Features there, from the topmost down; land is for bearings only.
  function found_at(at) {
    const p = map.latLngToLayerPoint(at), found = [];
    const reach = map.layerPointToLatLng(p.add([12, -12]));
    const dx = reach.lng - at.lng, dy = reach.lat - at.lat;
    data.layers.forEach(function (layer) {
      if (!layer.shown || layer.id === 'countries') return;
      for (let i = layer.features.length - 1; i >= 0; --i) {
        const f = layer.features[i], b = f.box;
        if (at.lng < b[0] - dx || at.lng > b[2] + dx || at.lat < b[1] - dy || at.lat > b[3] + dy || !draws(layer, f)) continue;
        const is_there = layer.kind === 'area' ? f.shape.some(function (polygon) { return polygon.reduce(function (inside, r) { return inside !== in_ring(at.lat, at.lng, r); }, false); })
          : layer.kind === 'line' ? f.shape.some(function (line) { return near_line(p, line, 8); })
            : f.shape.some(function (q) { return map.latLngToLayerPoint(q[0]).distanceTo(p) < layer.rules[f.r].size / 2 + 5; });
        if (is_there) found.push({layer: layer, f: f});
      }
    });
    return found;
  }
  function values_of(hit, most) {
    const rows = [];
    hit.f.v.forEach(function (value, i) { if (value !== 0 && rows.length < most) rows.push([hit.layer.fields[i], value]); });
    return rows;
  }
  // Long numbers in groups of three that copy as one number.
  function grouped(text) {
    const whole = /^-?(\d{5,})(\.\d+)?$/.exec(text);
    if (!whole) return [text];
    const first = (whole[1].length - 1) % 3 + 1, groups = whole[1].slice(first).match(/\d{3}/g);
    return [text.slice(0, text.indexOf(whole[1])) + whole[1].slice(0, first)].concat(groups.map(function (g) { return element('span', {class: 'k'}, [g]); }), whole[2] || '');
  }
  function details(hit) {
    const rows = values_of(hit, 99).map(function (r) { return element('tr', {}, [element('th', {scope: 'row'}, [r[0]]), element('td', {}, grouped(r[1]))]); });
    return [element('table', {}, [element('tbody', {}, rows)]), element('p', {class: 'src'}, [hit.layer.sources[hit.f.s]])];
  }
  function place(at) {
    const lon = ((at.lng + 540) % 360 + 360) % 360 - 180;
    return Math.abs(at.lat).toFixed(3) + '\u00b0 ' + (at.lat < 0 ? 'S' : 'N') + ', ' + Math.abs(lon).toFixed(3) + '\u00b0 ' + (lon < 0 ? 'W' : 'E');
  }
  function ask(at) {
    const found = found_at(at);
    $('#found').textContent = found.length ? found.map(function (h) { return h.layer.title + ': ' + h.f.n; }).join('; ') : 'Nothing of the layers shown is here.';
    const content = element('div', {class: 'found'});
    if (!found.length) content.append('Nothing of the layers shown is here.');
    found.slice(0, 40).forEach(function (hit, i) {
      if (i === 0) content.append(element('h4', {}, [hit.f.n]), element('div', {class: 'src'}, [hit.layer.title]));
      const inner = details(hit);
      content.append.apply(content, i === 0 ? inner : [element('details', {}, [element('summary', {}, [hit.layer.title + ': ' + hit.f.n])].concat(inner))]);
    });
    content.append(element('p', {class: 'src'}, [place(at)]));
    map.openPopup(content, at, {maxWidth: 330, minWidth: 220});
  }
  map.on('click', function (e) { ask(e.latlng); });
  view.addEventListener('keydown', function (e) {
    if (e.key === 'Enter' && e.target === view) ask(map.getCenter());
  });

  const hint = L.tooltip({sticky: true, direction: 'auto', offset: [12, 0]});
  let asked = null;
  function hover() {
    const at = asked;
    asked = null;
    if (!at) return;
    const found = found_at(at);
    view.style.cursor = found.length ? 'pointer' : '';
    if (!found.length) { map.closeTooltip(hint); return; }
    const content = element('div');
    found.slice(0, 3).forEach(function (hit, i) {
      if (i) content.append(element('br'));
      content.append(element('b', {}, [hit.f.n]));
      if (!i) values_of(hit, 4).forEach(function (r) { content.append(element('br'), r[0] + ': ' + r[1]); });
    });
    if (found.length > 3) content.append(element('br'), '\u2026 and ' + (found.length - 3) + ' more: click');
    hint.setLatLng(at).setContent(content);
    map.openTooltip(hint);
  }
  if (window.matchMedia('(hover: hover)').matches || !window.matchMedia('(pointer: coarse)').matches) {
    map.on('mousemove', function (e) {
      if (!asked) requestAnimationFrame(hover);
      asked = e.latlng;
    });
    map.on('mouseout', function () { asked = null; map.closeTooltip(hint); });
  }

  // ---- themes, layers, times

  const by_id = {};
  data.layers.forEach(function (layer) { by_id[layer.id] = layer; });
  data.groups.forEach(function (group) {
    const set = element('fieldset', {}, [element('legend', {}, [group.title])]);
    data.layers.filter(function (l) { return l.group === group.id; }).forEach(function (layer) {
      layer.box = element('input', {type: 'checkbox', 'data-layer': layer.id});
      layer.legend = element('ul', {class: 'legend'});
      layer.rules.forEach(function (rule, i) {
        if (layer.features.some(function (f) { return f.r === i; })) layer.legend.append(element('li', {}, [swatch(rule, layer.kind), rule.title]));
      });
      layer.box.addEventListener('change', function () {
        show(layer, layer.box.checked);
        place_names();
        mark_theme();
      });
      set.append(element('label', {title: layer.description}, [layer.box, element('span', {}, [layer.title])]), layer.legend);
    });
    set.dataset.group = group.id;
    if (set.children.length > 1) $('.layers').append(set);
  });

  // Questions that the plan has no layers for are not asked.
  const themes = data.themes.filter(function (t) { return data.layers.some(function (l) { return l.group === t.id && t.shows.includes(l.id) && (t.id !== 'sea' || by_id.lanes); }); });
  const buttons = themes.map(function (theme) {
    const b = element('button', {type: 'button', 'data-theme': theme.id, 'aria-pressed': 'false'}, [theme.title]);
    b.addEventListener('click', function () { choose(theme); });
    $('.themes').append(b);
    return b;
  });
  function mark_theme() {
    themes.forEach(function (theme, i) {
      const is_it = data.layers.every(function (l) { return l.shown === theme.shows.includes(l.id); });
      buttons[i].setAttribute('aria-pressed', is_it ? 'true' : 'false');
    });
  }
  // What a theme is about: its zones or lanes, else all of the plan.
  function extent_of(theme) {
    const boxes = [];
    ({zone: ['zones'], sea: ['lanes']}[theme.id] || []).forEach(function (id) {
      if (by_id[id]) by_id[id].features.forEach(function (f) { boxes.push([[f.box[1], f.box[0]], [f.box[3], f.box[2]]]); });
    });
    return boxes.length ? L.latLngBounds(boxes) : extent;
  }
  function choose(theme) {
    map.closePopup();
    map.closeTooltip(hint);
    const first = $('.layers [data-group="' + theme.id + '"]');
    if (first) $('.layers').prepend(first);
    map.fitBounds(extent_of(theme), {padding: [24, 24], animate: false});
    data.layers.forEach(function (layer) { show(layer, theme.shows.includes(layer.id)); });
    place_names();
    mark_theme();
  }

  function clock(minutes) { return String(Math.floor(minutes / 60)).padStart(2, '0') + ':' + String(minutes % 60).padStart(2, '0') + ' UTC'; }
  function slider(title, attributes, said, set) {
    const id = 'time-' + $('.times').children.length;
    const range = element('input', Object.assign({type: 'range', id: id}, attributes));
    const out = element('output', {for: id}, [said(+range.value)]);
    range.addEventListener('input', function () {
      out.textContent = said(+range.value);
      range.setAttribute('aria-valuetext', said(+range.value));
      set(+range.value);
      place_names();
      mark_theme();
    });
    $('.times').append(element('fieldset', {}, [element('legend', {}, [element('label', {for: id}, [title])]), element('div', {}, [range, out])]));
  }
  const timed = data.layers.filter(function (l) { return l.timed; });
  if (timed.length) {
    now.time = 720;
    slider('On station at', {min: 0, max: 1435, step: 5, value: 720}, clock, function (t) {
      now.time = t;
      timed.forEach(function (l) { show(l, true); });
    });
  }
  const minutely = data.layers.filter(function (l) { return l.minutes; });
  const steps = Array.from(new Set([].concat.apply([], minutely.map(function (l) { return l.features.map(function (f) { return f.m; }); })))).sort(function (a, b) { return a - b; });
  if (steps.length)
    slider('After a call, there within', {min: 0, max: steps.length - 1, step: 1, value: steps.length - 1}, function (i) { return steps[i] + ' min'; }, function (i) {
      now.minutes = steps[i];
      minutely.forEach(function (l, k) { show(l, l.shown || k === 0); });
    });

  map.on('zoomend', function () {
    data.layers.forEach(function (l) { if (l.shown && l.rules.some(function (r) { return r.maxScale; })) refresh(l); });
  });
  map.on('moveend resize', place_names);

  // The plan's own question first: its zone, else its lanes.
  choose(themes.find(function (t) { return t.id === (by_id.zones ? 'zone' : by_id.lanes ? 'sea' : 'air'); }) || themes[0] || data.themes[0]);

  // Only a box that scrolls is a stop for the keyboard.
  function mark_scrolling() {
    document.querySelectorAll('.scroll').forEach(function (b) {
      if (b.scrollWidth > b.clientWidth) b.tabIndex = 0; else b.removeAttribute('tabindex');
    });
  }
  mark_scrolling();
  window.addEventListener('resize', mark_scrolling);
  document.addEventListener('toggle', mark_scrolling, true);

  // Paper has its own size, and a map on it needs its legend, closed though it may be on a phone.
  function to_fit() { map.invalidateSize({animate: false}); map.fitBounds(extent, {padding: [12, 12], animate: false}); }
  var closed = [];
  window.addEventListener('beforeprint', function () {
    view.parentElement.style.cssText = 'width:680px;height:500px';
    closed = Array.prototype.slice.call(document.querySelectorAll('.panel details:not([open])'));
    closed.forEach(function (d) { d.open = true; });
    to_fit();
  });
  window.addEventListener('afterprint', function () {
    view.parentElement.style.cssText = '';
    closed.forEach(function (d) { d.open = false; });
    to_fit();
  });
})();

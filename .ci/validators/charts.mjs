// Compiles and draws every Vega-Lite description of a folder from the CSV beside it; each must draw a mark for every row
// with numbers, and none may be refused.
import * as vega from 'vega';
import * as vegaLite from 'vega-lite';
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const trouble = [];
let drawn = 0;
for (const file of fs.readdirSync(folder).filter(name => name.endsWith('.vl.json')).sort()) {
  const spec = JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8'));
  const notes = [];
  const logger = {
    level() { return this; },
    error(...words) { notes.push(words.join(' ')); return this; },
    warn(...words) { if (!/independent scales/.test(words.join(' '))) notes.push(words.join(' ')); return this; },
    info() { return this; },
    debug() { return this; },
  };
  try {
    const compiled = vegaLite.compile(spec, {logger}).spec;
    const view = new vega.View(vega.parse(compiled), {renderer: 'none', logger, loader: vega.loader({baseURL: folder})});
    const svg = await view.toSVG();
    const rows = fs.readFileSync(path.join(folder, spec.data.url), 'utf8').trim().split('\n').length - 1;
    const data = view.data('source_0').length;
    if (data !== rows) notes.push(`${data} rows reached the chart, the CSV has ${rows}`);
    if (!/<path|<text/.test(svg)) notes.push('nothing was drawn');
    drawn++;
  } catch (error) {
    notes.push(error.message);
  }
  notes.forEach(note => trouble.push(`${file}: ${note}`));
}
if (trouble.length || !drawn) {
  console.error(trouble.join('\n') || `no charts in ${folder}`);
  process.exit(1);
}
console.log(`Vega-Lite: ${drawn} charts drawn from the CSV beside them`);

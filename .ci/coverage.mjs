// node coverage.mjs <results directory> <minimum percent>
// Line coverage of src/: a line counts as covered where any Cobertura report under the directory says so. Prints the least
// covered files and the total; exits 1 when the total is under the minimum or there is nothing to read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const [results, minimum] = process.argv.slice(2);
const files = new Map(); // path from the root → (line → covered)

const reports = readdirSync(results, { recursive: true }).filter(name => name.endsWith('coverage.cobertura.xml'));
for (const report of reports) {
  read(readFileSync(join(results, report), 'utf8'));
}

const rows = [...files].map(([path, lines]) => ({ path, total: lines.size, covered: [...lines.values()].filter(Boolean).length }));
const total = rows.reduce((sum, row) => sum + row.total, 0);
const covered = rows.reduce((sum, row) => sum + row.covered, 0);
if (total === 0) {
  console.error(`No coverage of src/ in the ${reports.length} reports under ${results}.`);
  process.exit(1);
}

const missed = row => row.total - row.covered;
for (const row of rows.filter(missed).sort((a, b) => missed(b) - missed(a)).slice(0, 15)) {
  console.log(`${percent(row.covered, row.total)}  ${String(missed(row)).padStart(4)} lines missed  ${row.path}`);
}
console.log(`${percent(covered, total)}  of ${total} lines of src/ in ${rows.length} files are covered; at least ${minimum} % are required`);
process.exit(100 * covered >= Number(minimum) * total ? 0 : 1);

function read(xml) {
  const sources = [...xml.matchAll(/<source>([^<]*)<\/source>/g)].map(match => match[1]);
  for (const [, name, body] of xml.matchAll(/<class [^>]*?filename="([^"]*)"[^>]*>(.*?)<\/class>/gs)) {
    const path = locate(name, sources);
    if (!path.startsWith('src/') || path.includes('/obj/')) {
      continue;
    }
    const lines = files.get(path) ?? files.set(path, new Map()).get(path);
    for (const [, number, hits] of body.matchAll(/<line number="(\d+)" hits="(\d+)"/g)) {
      lines.set(number, lines.get(number) || hits !== '0');
    }
  }
}

// A report names a file from one of its source directories, without saying from which.
function locate(name, sources) {
  const candidates = ['', ...sources].map(source => resolve(source || '.', name));
  return relative(process.cwd(), candidates.find(existsSync) ?? candidates.at(-1));
}

function percent(part, whole) {
  return `${(100 * part / whole).toFixed(1).padStart(5)} %`;
}

// Draws sorted values as an SVG: the share of requests on the horizontal axis, so that the tail is wide, and milliseconds on the vertical one.

const [width, height, left, top, bottom] = [760, 420, 70, 40, 50];
const shares = [0, 0.5, 0.9, 0.99, 0.999];
const colours = ['#4477aa', '#cc6677', '#999999'];

export function plot(title, series) {
  const most = Math.max(0.001, ...series.flatMap(one => one.values.slice(-1)));
  const least = Math.min(most / 10, ...series.flatMap(one => one.values.slice(0, 1)).map(value => Math.max(value, 0.001)));
  // Each further nine takes the same width: 50, 90, 99, 99.9 %.
  const x = share => left + ((width - left - 20) * Math.min(-Math.log10(1 - Math.min(share, 0.9999)), 3.5)) / 3.5;
  const y = value => top + (height - top - bottom) * (1 - (Math.log10(Math.max(value, least)) - Math.log10(least)) / (Math.log10(most) - Math.log10(least) || 1));
  const text = (at, down, words, anchor = 'middle', fill = '#333') => `<text x="${at.toFixed(1)}" y="${down.toFixed(1)}" text-anchor="${anchor}" fill="${fill}">${words}</text>`;
  const line = (x1, y1, x2, y2) => `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="#ddd"/>`;
  const ticks = [];
  for (let power = Math.ceil(Math.log10(least)); 10 ** power <= most; power++) {
    ticks.push(10 ** power);
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(width / 2, 20, title),
    ...shares.flatMap(share => [line(x(share), top, x(share), height - bottom), text(x(share), height - bottom + 16, `${+(share * 100).toFixed(1)} %`)]),
    ...ticks.flatMap(value => [line(left, y(value), width - 20, y(value)), text(left - 6, y(value) + 4, `${+value.toPrecision(2)} ms`, 'end')]),
    text(width / 2, height - 12, 'share of the requests that were faster'),
    ...series.map((one, index) => `<polyline fill="none" stroke="${colours[index]}" stroke-width="2" points="${points(one.values, x, y)}"/>`),
    ...series.map((one, index) => text(left + 10, top + 16 + 16 * index, one.name, 'start', colours[index])),
    '</svg>',
  ].join('\n') + '\n';
}

// At most some hundreds of points, with all of the tail.
function points(sorted, x, y) {
  const step = Math.max(1, Math.floor(sorted.length / 300));
  const tail = sorted.length * 0.99;
  return sorted.map((value, index) => [index, value]).filter(([index]) => index % step === 0 || index > tail)
    .map(([index, value]) => `${x(index / sorted.length).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
}

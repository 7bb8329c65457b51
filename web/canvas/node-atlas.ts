import type { BoardNode } from '../state/board.ts';
import { nodeRadius } from '../state/board.ts';
import { legendKind } from '../state/legend.ts';
import { GLYPHS, glyphOf, glyphScale, shapePath } from '../ui/glyphs.ts';
import type { Palette } from './palette.ts';

/**
 * Pre-drawn node images, one cell per kind × glyph × status × level × list, for the theme that is on. Left half: with glyph
 * and badges; right half: the shape alone, for nodes too small to read. Drawn on a canvas of our own, so that there is
 * nothing to load and nothing to wait for.
 */
export class NodeAtlas {
  readonly canvas = document.createElement('canvas');
  /** Counts changes, so that a texture knows when it is out of date. */
  version = 0;
  readonly #cells = new Map<string, number>();
  readonly #context: CanvasRenderingContext2D;
  #palette: Palette;

  constructor(palette: Palette) {
    this.canvas.width = ATLAS_SIZE;
    this.canvas.height = ATLAS_SIZE;
    this.#context = this.canvas.getContext('2d')!;
    this.#palette = palette;
  }

  /** The cell of a node's image, drawn at first use. */
  cellOf(node: BoardNode): number {
    const key = `${legendKind(node)}|${glyphOf(node.kind, node.variant)}|${node.status}|${node.level}|${node.listed}`;
    let cell = this.#cells.get(key);
    if (cell === undefined) {
      // 256 cells are more than the vocabulary can ask for; should it grow, the last cell is drawn over.
      cell = Math.min(this.#cells.size, CELLS_PER_ROW * ROWS - 1);
      this.#cells.set(key, cell);
      this.#draw(node, cell);
      this.version++;
    }
    return cell;
  }

  /** Draws every image again in another theme. */
  repaint(palette: Palette): void {
    this.#palette = palette;
    this.#cells.clear();
    this.#context.clearRect(0, 0, ATLAS_SIZE, ATLAS_SIZE);
    this.version++;
  }

  #draw(node: BoardNode, cell: number): void {
    const column = cell % CELLS_PER_ROW;
    const row = Math.floor(cell / CELLS_PER_ROW);
    for (const simple of [false, true]) {
      const context = this.#context;
      context.save();
      const left = column * CELL_PX + (simple ? ATLAS_SIZE / 2 : 0);
      context.translate(left + CELL_PX / 2, row * CELL_PX + CELL_PX / 2);
      const unit = CELL_PX / (2 * CELL_UNITS);
      context.scale(unit, unit);
      drawNode(context, node, this.#palette, simple);
      context.restore();
    }
  }
}

const ATLAS_SIZE = 2048;
/** Half the side of a cell in canvas units: room for the shape, its gap and its badges. */
export const CELL_UNITS = 32;
const CELL_PX = 128;
export const CELLS_PER_ROW = ATLAS_SIZE / 2 / CELL_PX;
export const ROWS = ATLAS_SIZE / CELL_PX;

/** Draws one node round the origin at zoom 1, as look.md's table has it. */
function drawNode(context: CanvasRenderingContext2D, node: BoardNode, palette: Palette, simple: boolean): void {
  const r = nodeRadius(node.level);
  const kind = legendKind(node);
  const color = palette[`k-${node.kind}`]!;
  const outline = new Path2D(shapePath(kind, r));
  const hollow = node.status === 'dissolved' || node.status === 'reference';
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.strokeStyle = palette.canvas!;
  context.lineWidth = 3;
  context.stroke(outline);
  context.fillStyle = hollow ? palette.canvas! : color;
  context.fill(outline);
  if (hollow) {
    context.strokeStyle = color;
    context.lineWidth = 1.75;
    context.lineCap = node.status === 'reference' ? 'round' : 'butt';
    context.setLineDash(node.status === 'reference' ? [0.1, 3.4] : [4, 2.5]);
    context.stroke(outline);
    context.setLineDash([]);
  }
  if (simple) return;
  drawGlyph(context, glyphOf(node.kind, node.variant), r * glyphScale(kind), hollow ? color : palette.glyph!);
  if (node.level === 'high' || node.level === 'medium') {
    const x = r * (kind === 'account' ? 1.1 : kind === 'cash' ? 0.7 : 0.82);
    drawRiskBadge(context, x, -r * 0.82, node.level, palette);
  }
  if (node.listed) drawFlagBadge(context, -r * 0.9, -r * 0.9, palette);
}

function drawGlyph(context: CanvasRenderingContext2D, name: keyof typeof GLYPHS, size: number, color: string): void {
  context.save();
  context.scale(size / 16, size / 16);
  context.translate(-8, -8);
  context.strokeStyle = color;
  context.lineWidth = 1.6;
  context.lineCap = 'round';
  context.stroke(new Path2D(GLYPHS[name]));
  context.restore();
}

function drawRiskBadge(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  level: 'high' | 'medium',
  palette: Palette,
): void {
  disc(context, x, y, 8.4, palette.canvas!);
  disc(context, x, y, 7, palette[`risk-${level}`]!);
  const bars = level === 'high' ? 3 : 2;
  context.fillStyle = palette.glyph!;
  for (let bar = 0; bar < bars; bar++) {
    const height = bars === 3 ? bar * 1.5 + 2.6 : bar * 2 + 3;
    context.fillRect(x - (bars === 3 ? 4 : 2.6) + bar * 3, y + 2.9 - height, 2, height);
  }
}

function drawFlagBadge(context: CanvasRenderingContext2D, x: number, y: number, palette: Palette): void {
  disc(context, x, y, 8.2, palette.canvas!);
  context.strokeStyle = palette['risk-high']!;
  context.lineWidth = 1.25;
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.stroke();
  context.save();
  context.translate(x, y);
  context.scale(0.58, 0.58);
  context.translate(-7.6, -8);
  context.lineWidth = 2.2;
  context.stroke(new Path2D(GLYPHS.flag));
  context.restore();
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, r: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, r, 0, 2 * Math.PI);
  context.fill();
}

import Graph from 'graphology';
import Sigma from 'sigma';
import type { SigmaEdgeEventPayload, SigmaNodeEventPayload } from 'sigma/types';
import { type BoardNode, nodeRadius } from '../state/board.ts';
import type { Scene, SceneEdge } from '../state/scene.ts';
import { isInFocus, neighbourhood } from '../state/visible.ts';
import { type EdgeData, EdgePatternProgram, PATTERNS } from './edge-program.ts';
import { drawHulls, drawLabels, FADED, type Frame, forgetWidths } from './label-layer.ts';
import { NodeAtlas } from './node-atlas.ts';
import { createNodeProgram, type NodeData } from './node-program.ts';
import { type Palette, readPalette, relationToken, withAlpha } from './palette.ts';

/** What the canvas tells the page. */
export interface CanvasEvents {
  selectNode: (id: string | null) => void;
  selectEdge: (id: string) => void;
  expand: (id: string) => void;
  moved: (id: string, x: number, y: number) => void;
  /** The drawing surface is gone; the page shows the table instead. */
  lost: () => void;
}

/** What is picked out on the canvas. */
export interface Emphasis {
  selected: string | null;
  selectedEdge: string | null;
  marked: ReadonlySet<string>;
}

export interface CanvasTexts {
  edgeLabel: Frame['edgeLabel'];
  hullTitle: Frame['hullTitle'];
}

/** Half the side of the square that sigma's camera is measured by; constant, so that nothing moves when nodes come. */
const HALF_WORLD = 500;
const MIN_ZOOM = 0.04;
const MAX_ZOOM = 4;

/**
 * The drawing of a scene, outside the page's framework: one sigma instance for the page's life, nodes and edges by its
 * WebGL programs, hulls and labels on two layers of our own. It draws what it is given and reports what was pointed at.
 */
export class NetworkCanvas {
  readonly #container: HTMLElement;
  readonly #events: CanvasEvents;
  readonly #graph = new Graph({ multi: true, type: 'directed' });
  readonly #atlas: NodeAtlas;
  readonly #sigma: Sigma;
  readonly #hulls: CanvasRenderingContext2D;
  readonly #labels: CanvasRenderingContext2D;
  readonly #observer: ResizeObserver;
  #palette: Palette;
  #scene: Scene = { nodes: [], edges: [], hulls: [], more: new Map() };
  readonly #nodes = new Map<string, BoardNode>();
  readonly #edges = new Map<string, SceneEdge>();
  #emphasis: Emphasis = { selected: null, selectedEdge: null, marked: new Set() };
  #texts: CanvasTexts = { edgeLabel: () => null, hullTitle: () => null };
  #hovered: string | null = null;
  #hoveredEdge: string | null = null;
  #focus: ReadonlySet<string> | null = null;
  #dragged: string | null = null;
  #hasDragged = false;
  #size = { width: 0, height: 0 };

  /** Throws where the browser cannot draw (no WebGL); the page then keeps to the table. */
  constructor(container: HTMLElement, events: CanvasEvents) {
    this.#container = container;
    this.#events = events;
    this.#palette = readPalette(container);
    this.#atlas = new NodeAtlas(this.#palette);
    this.#sigma = new Sigma(this.#graph, container, {
      allowInvalidContainer: true,
      renderLabels: false,
      enableEdgeEvents: true,
      zIndex: true,
      stagePadding: 0,
      itemSizesReference: 'screen',
      nodeReducer: (id, data) => ({ ...data, ...this.#nodeData(id) }),
      edgeReducer: (id, data) => ({ ...data, ...this.#edgeData(id) }),
      zoomToSizeRatioFunction: (ratio) => 1 / sizeFactor(this.#zoomAt(ratio)),
      nodeProgramClasses: { node: createNodeProgram(this.#atlas) },
      nodeHoverProgramClasses: {},
      edgeProgramClasses: { edge: EdgePatternProgram },
      defaultNodeType: 'node',
      defaultEdgeType: 'edge',
      defaultDrawNodeHover: () => {},
      minEdgeThickness: 0.5,
      doubleClickZoomingRatio: 1,
      zoomDuration: this.#duration(150),
      inertiaDuration: this.#duration(200),
    });
    this.#sigma.setCustomBBox({ x: [-HALF_WORLD, HALF_WORLD], y: [-HALF_WORLD, HALF_WORLD] });
    this.#hulls = this.#layer('hulls', 'edges');
    this.#labels = this.#layer('names', 'mouse');
    this.#listen();
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(container);
    this.#resize();
    document.fonts?.addEventListener('loadingdone', this.#fontsLoaded);
  }

  /** Draws another scene; the camera stays. */
  show(scene: Scene): void {
    if (scene === this.#scene) return;
    const nodes = new Set(scene.nodes.map((node) => node.id));
    const edges = new Set(scene.edges.map(({ edge }) => edge.id));
    const was = this.#scene;
    this.#scene = scene;
    for (const node of scene.nodes) this.#nodes.set(node.id, node);
    for (const one of scene.edges) this.#edges.set(one.edge.id, one);
    for (const { edge } of was.edges) {
      if (edges.has(edge.id)) continue;
      this.#graph.dropEdge(edge.id);
      this.#edges.delete(edge.id);
    }
    for (const { id } of was.nodes) {
      if (nodes.has(id)) continue;
      this.#graph.dropNode(id);
      this.#nodes.delete(id);
    }
    for (const node of scene.nodes) this.#graph.mergeNode(node.id, { x: node.x, y: -node.y });
    for (const { edge } of scene.edges) {
      if (!this.#graph.hasEdge(edge.id)) this.#graph.addEdgeWithKey(edge.id, edge.from, edge.to);
    }
    if (this.#hovered && !nodes.has(this.#hovered)) this.#hovered = null;
    this.#focusAgain();
    this.#sigma.refresh();
  }

  /** Picks out what is selected or marked. */
  emphasize(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    this.#focusAgain();
    this.#restyle();
  }

  /** Words for edges and hulls, in the reader's language. */
  setTexts(texts: CanvasTexts): void {
    this.#texts = texts;
    this.#drawLayers();
  }

  /** Reads the tokens again after a change of theme. */
  refreshTheme(): void {
    this.#palette = readPalette(this.#container);
    this.#atlas.repaint(this.#palette);
    this.#restyle();
  }

  /** Brings everything into view; given nodes only if one of them is out of sight. */
  fit(ids?: readonly string[], animated = true): void {
    const wanted = ids ? new Set(ids) : null;
    const nodes = this.#scene.nodes.filter((node) => !wanted || wanted.has(node.id));
    if (nodes.length === 0 || this.#size.width === 0) return;
    if (wanted && nodes.every((node) => this.#isInSight(node.id))) return;
    const xs = nodes.map((node) => node.x);
    const ys = nodes.map((node) => node.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { width, height } = this.#size;
    // Room for labels at the sides, for the bar and the hull's plate above.
    const zoomX = (width - Math.min(170, width * 0.3)) / Math.max(right - left, 1);
    const zoomY = (height - Math.min(190, height * 0.4)) / Math.max(bottom - top, 1);
    const zoom = Math.min(Math.max(Math.min(zoomX, zoomY), MIN_ZOOM), wanted ? 1.1 : 1.25);
    // A little lower than the middle: the bar above covers the top of the canvas.
    this.#moveTo((left + right) / 2, (top + bottom) / 2 - 18 / zoom, zoom, animated);
  }

  /** Moves the camera only if a node is out of sight. */
  reveal(id: string): void {
    const node = this.#nodes.get(id);
    if (!node || this.#isInSight(id)) return;
    this.#moveTo(node.x, node.y, Math.max(this.#zoom(), 0.6), true);
  }

  #isInSight(id: string): boolean {
    const at = this.#place(id);
    const { width, height } = this.#size;
    return at !== undefined && at.x > 40 && at.y > 70 && at.x < width - 40 && at.y < height - 40;
  }

  zoomBy(factor: number): void {
    const state = this.#sigma.getCamera().getState();
    const zoom = Math.min(Math.max(this.#zoom() * factor, MIN_ZOOM), MAX_ZOOM);
    this.#animate({ ...state, ratio: this.#ratioAt(zoom) }, true);
  }

  /** Ends the drawing and gives the graphics memory back. */
  kill(): void {
    document.fonts?.removeEventListener('loadingdone', this.#fontsLoaded);
    this.#observer.disconnect();
    const canvases = [...this.#container.querySelectorAll('canvas')];
    this.#sigma.kill();
    for (const canvas of canvases) {
      canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    }
  }

  #listen(): void {
    const sigma = this.#sigma;
    sigma.on('afterRender', () => this.#drawLayers());
    sigma.on('enterNode', ({ node }) => this.#hover(node));
    sigma.on('leaveNode', () => this.#hover(null));
    sigma.on('enterEdge', ({ edge }) => this.#hoverEdge(edge));
    sigma.on('leaveEdge', () => this.#hoverEdge(null));
    sigma.on('clickNode', ({ node }: SigmaNodeEventPayload) => {
      if (!this.#hasDragged) this.#events.selectNode(node);
    });
    sigma.on('clickEdge', ({ edge }: SigmaEdgeEventPayload) => this.#events.selectEdge(edge));
    sigma.on('clickStage', () => this.#events.selectNode(null));
    sigma.on('doubleClickNode', (payload) => {
      payload.preventSigmaDefault();
      this.#events.expand(payload.node);
    });
    sigma.on('doubleClickStage', (payload) => payload.preventSigmaDefault());
    sigma.on('downNode', (payload) => {
      this.#dragged = payload.node;
      this.#hasDragged = false;
    });
    sigma.on('moveBody', ({ event }) => {
      if (!this.#dragged) return;
      const { x, y } = sigma.viewportToGraph(event);
      const from = sigma.graphToViewport(this.#graph.getNodeAttributes(this.#dragged) as { x: number; y: number });
      if (!this.#hasDragged && Math.hypot(from.x - event.x, from.y - event.y) < 5) {
        event.preventSigmaDefault();
        return;
      }
      this.#hasDragged = true;
      this.#graph.mergeNodeAttributes(this.#dragged, { x, y });
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const drop = () => {
      if (this.#dragged && this.#hasDragged) {
        const { x, y } = this.#graph.getNodeAttributes(this.#dragged) as { x: number; y: number };
        this.#events.moved(this.#dragged, x, -y);
      }
      this.#dragged = null;
    };
    sigma.on('upNode', drop);
    sigma.on('upStage', drop);
    for (const canvas of this.#container.querySelectorAll('canvas')) {
      canvas.addEventListener('webglcontextlost', (event) => {
        event.preventDefault();
        this.#events.lost();
      });
    }
  }

  #hover(id: string | null): void {
    this.#hovered = id;
    this.#container.classList.toggle('pointing', id !== null);
    this.#focusAgain();
    this.#restyle();
  }

  /** In full: the node pointed at and its neighbours, else what is marked, else everything. */
  #focusAgain(): void {
    const { marked } = this.#emphasis;
    const edges = this.#scene.edges.map(({ edge }) => edge);
    if (this.#hovered !== null) this.#focus = neighbourhood(edges, this.#hovered);
    else this.#focus = marked.size > 0 ? marked : null;
  }

  #hoverEdge(id: string | null): void {
    this.#hoveredEdge = id;
    this.#container.classList.toggle('pointing', id !== null);
    this.#drawLayers();
  }

  /** Draws the same nodes and edges with other colours. */
  #restyle(): void {
    this.#sigma.refresh({ skipIndexation: true });
  }

  /** Every attribute that the node program reads. */
  #nodeData(id: string): Partial<NodeData> {
    const node = this.#nodes.get(id);
    if (!node) return { hidden: true };
    const isNear = this.#focus === null || this.#focus.has(id);
    return {
      size: nodeRadius(node.level),
      radius: nodeRadius(node.level),
      cell: this.#atlas.cellOf(node),
      alpha: isNear ? 1 : FADED,
      zIndex: isNear ? 1 : 0,
      type: 'node',
      color: this.#palette.text!,
    };
  }

  /** Every attribute that the edge program reads. */
  #edgeData(id: string): Partial<EdgeData> {
    const one = this.#edges.get(id);
    if (!one) return { hidden: true };
    const { edge, width, head, pattern, bend } = one;
    const isNear = isInFocus(edge, this.#hovered, this.#focus);
    const isSelected = id === this.#emphasis.selectedEdge;
    const color = isSelected ? this.#palette.accent! : this.#palette[relationToken(edge.relation)]!;
    return {
      size: isSelected ? width + 1 : width,
      head,
      pattern: PATTERNS[pattern],
      bend,
      color: withAlpha(color, isNear ? 1 : FADED),
      zIndex: isNear ? 1 : 0,
      type: 'edge',
    };
  }

  #drawLayers(): void {
    const frame: Frame = {
      scene: this.#scene,
      palette: this.#palette,
      place: (id) => this.#place(id),
      scale: sizeFactor(this.#zoom()),
      width: this.#size.width,
      height: this.#size.height,
      focus: this.#focus,
      hovered: this.#hovered,
      hoveredEdge: this.#hoveredEdge,
      ...this.#emphasis,
      ...this.#texts,
    };
    drawHulls(this.#hulls, frame);
    drawLabels(this.#labels, frame);
  }

  #place(id: string): { x: number; y: number } | undefined {
    if (!this.#graph.hasNode(id)) return undefined;
    return this.#sigma.graphToViewport(this.#graph.getNodeAttributes(id) as { x: number; y: number });
  }

  #layer(name: string, before: string): CanvasRenderingContext2D {
    const canvas = this.#sigma.createCanvas(name, { beforeLayer: before });
    canvas.style.pointerEvents = 'none';
    return canvas.getContext('2d')!;
  }

  /** Keeps zoom and middle of the picture when the space for it changes. */
  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#container;
    if (width === 0 || height === 0) return;
    const zoom = this.#size.width === 0 ? null : this.#zoom();
    this.#size = { width, height };
    this.#sigma.resize(true);
    const density = window.devicePixelRatio || 1;
    for (const { canvas } of [this.#hulls, this.#labels]) {
      canvas.width = width * density;
      canvas.height = height * density;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      canvas.getContext('2d')!.setTransform(density, 0, 0, density, 0, 0);
    }
    if (zoom !== null) this.#sigma.getCamera().setState({ ratio: this.#ratioAt(zoom) });
    this.#sigma.refresh();
  }

  /** Pixels per canvas unit at a camera ratio. */
  #zoomAt(ratio: number): number {
    return Math.min(this.#size.width || 1, this.#size.height || 1) / (2 * HALF_WORLD) / ratio;
  }

  #ratioAt(zoom: number): number {
    return this.#zoomAt(zoom);
  }

  #zoom(): number {
    return this.#zoomAt(this.#sigma.getCamera().ratio);
  }

  #moveTo(x: number, y: number, zoom: number, animated: boolean): void {
    const side = 2 * HALF_WORLD;
    this.#animate({ x: 0.5 + x / side, y: 0.5 - y / side, ratio: this.#ratioAt(zoom), angle: 0 }, animated);
  }

  #animate(state: { x: number; y: number; ratio: number; angle: number }, animated: boolean): void {
    const duration = animated ? this.#duration(240) : 0;
    if (duration === 0) this.#sigma.getCamera().setState(state);
    else void this.#sigma.getCamera().animate(state, { duration });
  }

  #duration(ms: number): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms;
  }

  #fontsLoaded = (): void => {
    forgetWidths();
    this.#drawLayers();
  };
}

/** Nodes shrink more slowly than the distances between them, and grow only a little. */
function sizeFactor(zoom: number): number {
  return zoom < 1 ? zoom ** 0.7 : Math.min(zoom ** 0.5, 1.5);
}

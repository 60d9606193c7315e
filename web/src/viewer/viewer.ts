import { Enums, utilities, type RenderingEngine, type StackViewport, type Types } from '@cornerstonejs/core';
import {
  Enums as ToolEnums,
  MagnifyTool,
  PanTool,
  synchronizers,
  ToolGroupManager,
  addTool,
  WindowLevelTool,
  ZoomTool,
} from '@cornerstonejs/tools';
import { Overlay } from './overlay';
import { windowOf, type Preset } from './presets';

const { MouseBindings } = ToolEnums;
const zoomStep = 1.25;
const windowStep = 0.05;
const panStep = 40;

const tools = { window: WindowLevelTool, pan: PanTool, zoom: ZoomTool, magnify: MagnifyTool };
export type ToolName = keyof typeof tools;

/** What is shown in the corner of the picture. */
export interface ViewState {
  width: number;
  level: number;
  zoom: number;
  invert: boolean;
}

/** The picture, and beside it the same one without anything laid over it, in step. */
export class Viewer {
  readonly overlay: Overlay;
  private readonly main: StackViewport;
  private readonly original: StackViewport;
  private imageId: string | null = null;
  private tool: ToolName = 'window';
  /** Called after every drawing. */
  onView: (state: ViewState) => void = () => undefined;

  constructor(
    private readonly engine: RenderingEngine,
    private readonly mainElement: HTMLDivElement,
    private readonly originalElement: HTMLDivElement,
  ) {
    const enable = (viewportId: string, element: HTMLDivElement): StackViewport => {
      element.addEventListener('contextmenu', (event) => event.preventDefault());
      engine.enableElement({ viewportId, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0, 0, 0] } });
      return engine.getViewport(viewportId) as StackViewport;
    };
    this.main = enable('main', mainElement);
    this.original = enable('original', originalElement);
    this.overlay = new Overlay(this.main, mainElement);
    this.bindTools();
    mainElement.addEventListener(Enums.Events.IMAGE_RENDERED, () => this.report());
    const observer = new ResizeObserver(() => this.resize());
    observer.observe(mainElement);
    observer.observe(originalElement);
  }

  /** Shows a picture as its file says, fitted. */
  async show(imageId: string | null): Promise<void> {
    this.imageId = imageId;
    if (!imageId) return;
    await Promise.all([this.main, this.original].map((viewport) => viewport.setStack([imageId])));
    this.resize();
    this.reset();
  }

  /** Chooses what dragging does. */
  use(name: ToolName): void {
    const group = ToolGroupManager.getToolGroup('reading')!;
    group.setToolPassive(tools[this.tool].toolName, { removeAllBindings: true });
    this.tool = name;
    this.bindButtons();
  }

  /** Applies a window preset. */
  preset(preset: Preset): void {
    const image = this.image;
    if (!image) return;
    this.setWindow(windowOf(preset, image, image.photometricInterpretation === 'MONOCHROME1'));
  }

  /** Exchanges black and white. */
  invert(): void {
    if (!this.image) return;
    const invert = !this.main.getProperties().invert;
    for (const viewport of this.both) viewport.setProperties({ invert });
    this.render();
  }

  /** Turns by 90 degrees, clockwise. */
  rotate(): void {
    if (!this.image) return;
    const rotation = ((this.main.getViewPresentation().rotation ?? 0) + 90) % 360;
    for (const viewport of this.both) viewport.setViewPresentation({ rotation });
    this.render();
  }

  /** Mirrors left and right. */
  flip(): void {
    if (!this.image) return;
    const flipHorizontal = !this.main.getViewPresentation().flipHorizontal;
    for (const viewport of this.both) viewport.setViewPresentation({ flipHorizontal });
    this.render();
  }

  /** The whole picture, centered; window and rotation stay. */
  fit(): void {
    if (!this.image) return;
    for (const viewport of this.both) viewport.setViewPresentation({ zoom: 1, pan: [0, 0] });
    this.render();
  }

  /** As the picture was when it was opened. */
  reset(): void {
    if (!this.image) return;
    for (const viewport of this.both) {
      viewport.resetProperties();
      viewport.setViewPresentation({ rotation: 0, flipHorizontal: false, flipVertical: false });
      viewport.resetCamera();
    }
    this.preset('file');
  }

  /** Zooms in (1) or out (-1). */
  zoomBy(direction: number): void {
    if (!this.image) return;
    const zoom = this.main.getZoom() * zoomStep ** direction;
    for (const viewport of this.both) viewport.setZoom(zoom);
    this.render();
  }

  /** Moves the picture by steps. */
  panBy(x: number, y: number): void {
    if (!this.image) return;
    const [left, top] = this.main.getPan();
    for (const viewport of this.both) viewport.setPan([left + x * panStep, top + y * panStep]);
    this.render();
  }

  /** Changes width and level of the window by steps of the picture's range. */
  windowBy(width: number, level: number): void {
    const { image } = this;
    const range = this.main.getProperties().voiRange;
    if (!image || !range) return;
    const step = windowStep * (image.maxPixelValue - image.minPixelValue);
    const { windowWidth, windowCenter } = utilities.windowLevel.toWindowLevel(range.lower, range.upper);
    this.setWindow(utilities.windowLevel.toLowHighRange(Math.max(1, windowWidth + width * step), windowCenter + level * step));
  }

  /** Fits the drawing to a changed size of the page; zoom and place stay. */
  resize(): void {
    if (!this.mainElement.clientWidth) return;
    this.engine.resize(true, true);
    this.render();
  }

  /** The picture as it is shown, with what is laid over it. */
  snapshot(): HTMLCanvasElement | null {
    if (!this.imageId) return null;
    const from = this.main.getCanvas();
    const canvas = document.createElement('canvas');
    canvas.width = from.width;
    canvas.height = from.height;
    const context = canvas.getContext('2d')!;
    context.drawImage(from, 0, 0);
    context.drawImage(this.overlay.canvas, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  private get both(): StackViewport[] {
    return [this.main, this.original];
  }

  private get image(): Types.IImage | null {
    return this.imageId ? (this.main.getCornerstoneImage() ?? null) : null;
  }

  private setWindow(voiRange: Types.VOIRange): void {
    for (const viewport of this.both) viewport.setProperties({ voiRange });
    this.render();
  }

  private render(): void {
    if (!this.image) return;
    this.main.render();
    if (this.originalElement.clientWidth) this.original.render();
  }

  private report(): void {
    const { voiRange, invert } = this.main.getProperties();
    if (!voiRange) return;
    const { windowWidth, windowCenter } = utilities.windowLevel.toWindowLevel(voiRange.lower, voiRange.upper);
    this.onView({ width: windowWidth, level: windowCenter, zoom: this.main.getZoom(), invert: invert ?? false });
  }

  private bindTools(): void {
    const group = ToolGroupManager.createToolGroup('reading')!;
    for (const tool of Object.values(tools)) {
      addTool(tool);
      group.addTool(tool.toolName, tool === MagnifyTool ? { magnifySize: 3, magnifyWidth: 260, magnifyHeight: 260 } : {});
    }
    group.addViewport('main', this.engine.id);
    group.addViewport('original', this.engine.id);
    this.bindButtons();
    const view = synchronizers.createPresentationViewSynchronizer('view', { zoom: true, pan: true, rotation: true, flipHorizontal: true });
    const window = synchronizers.createVOISynchronizer('window', { syncInvertState: true, syncColormap: false });
    for (const synchronizer of [view, window]) {
      synchronizer.add({ renderingEngineId: this.engine.id, viewportId: 'main' });
      synchronizer.add({ renderingEngineId: this.engine.id, viewportId: 'original' });
    }
  }

  // Right, middle and wheel stay the same whatever the left button does.
  private bindButtons(): void {
    const group = ToolGroupManager.getToolGroup('reading')!;
    const bindings: Record<ToolName, { mouseButton?: number; numTouchPoints?: number }[]> = {
      window: [],
      pan: [{ mouseButton: MouseBindings.Auxiliary }],
      zoom: [{ mouseButton: MouseBindings.Secondary }, { mouseButton: MouseBindings.Wheel }, { numTouchPoints: 2 }],
      magnify: [],
    };
    bindings[this.tool].push({ mouseButton: MouseBindings.Primary });
    for (const [name, tool] of Object.entries(tools)) {
      const chosen = bindings[name as ToolName];
      if (chosen.length > 0) group.setToolActive(tool.toolName, { bindings: chosen });
    }
  }
}

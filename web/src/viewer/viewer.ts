import { Enums, getShouldUseCPURendering, utilities, type RenderingEngine, type StackViewport, type Types } from '@cornerstonejs/core';
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
import { fitFactor, middleOf, placementOf, scaleOf } from './placement';
import { windowOf, type Preset } from './presets';

const { MouseBindings } = ToolEnums;
const zoomStep = 1.25;
const windowStep = 0.05;
const panStep = 40;
const glassSide = 260;
const glassFactor = 2.5;

const tools = { window: WindowLevelTool, pan: PanTool, zoom: ZoomTool, magnify: MagnifyTool };
export type ToolName = keyof typeof tools;

/** What is shown in the corner of the picture. */
export interface ViewState {
  width: number;
  level: number;
  /** Pixels of the screen to one of the picture. */
  zoom: number;
  invert: boolean;
}

/** The picture, and beside it the same one without anything laid over it, in step. */
export class Viewer {
  readonly overlay: Overlay;
  private readonly main: StackViewport;
  /** Beside it while they are compared. */
  private original: StackViewport | null = null;
  private readonly inStep = [
    synchronizers.createCameraPositionSynchronizer('camera'),
    synchronizers.createVOISynchronizer('window', { syncInvertState: true, syncColormap: false }),
  ];
  private imageId: string | null = null;
  private tool: ToolName = 'window';
  /** Called after every drawing. */
  onView: (state: ViewState) => void = () => undefined;

  constructor(
    private readonly engine: RenderingEngine,
    private readonly mainElement: HTMLDivElement,
    private readonly originalElement: HTMLDivElement,
  ) {
    for (const element of [mainElement, originalElement]) element.addEventListener('contextmenu', (event) => event.preventDefault());
    this.main = this.enable('main', mainElement);
    mainElement.tabIndex = 0; // Cornerstone takes it out of the order of the keyboard
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
    await Promise.all(this.all.map((viewport) => viewport.setStack([imageId])));
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
    this.setWindow(windowOf(preset, image, isDarkHigh(image)));
  }

  /** Exchanges black and white. */
  invert(): void {
    if (!this.image) return;
    const invert = !this.main.getProperties().invert;
    for (const viewport of this.all) viewport.setProperties({ invert });
    this.render();
  }

  /** Turns by 90 degrees, clockwise. */
  rotate(): void {
    if (!this.image) return;
    const rotation = ((this.main.getViewPresentation().rotation ?? 0) + 90) % 360;
    for (const viewport of this.all) viewport.setViewPresentation({ rotation });
    this.fit();
  }

  /** Mirrors left and right. */
  flip(): void {
    if (!this.image) return;
    const flipHorizontal = !this.main.getViewPresentation().flipHorizontal;
    for (const viewport of this.all) viewport.setViewPresentation({ flipHorizontal });
    this.render();
  }

  /** The whole picture, centered; window and rotation stay. */
  fit(): void {
    if (!this.image) return;
    const [place, middle] = [placementOf(this.main), middleOf(this.main)];
    if (!place || !middle) return;
    const { clientWidth: width, clientHeight: height } = this.mainElement;
    this.main.setZoom(this.main.getZoom() * fitFactor(place, width, height));
    this.move(this.main.getCamera().focalPoint!, middle);
    this.render();
  }

  /** As the picture was when it was opened. */
  reset(): void {
    const { image } = this;
    if (!image) return;
    for (const viewport of this.all) {
      viewport.setProperties({ voiRange: windowOf('file', image, isDarkHigh(image)), invert: isDarkHigh(image) });
      viewport.setViewPresentation({ rotation: 0, flipHorizontal: false, flipVertical: false });
      viewport.resetCamera();
    }
    this.render();
  }

  /** Zooms in (1) or out (-1). */
  zoomBy(direction: number): void {
    if (!this.image) return;
    this.main.setZoom(this.main.getZoom() * zoomStep ** direction);
    this.render();
  }

  /** Moves the picture by steps. */
  panBy(x: number, y: number): void {
    if (!this.image) return;
    this.move(this.main.canvasToWorld([x * panStep, y * panStep]), this.main.canvasToWorld([0, 0]));
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

  /** Shows the picture a second time, with nothing laid over it, or no longer; its element must be visible. */
  async compare(isOn: boolean): Promise<void> {
    const group = ToolGroupManager.getToolGroup('reading')!;
    if (!isOn) {
      if (!this.original) return;
      this.original = null;
      group.removeViewports(this.engine.id, 'original');
      for (const synchronizer of this.inStep) synchronizer.remove({ renderingEngineId: this.engine.id, viewportId: 'original' });
      this.engine.disableElement('original');
      this.resize();
      this.fit();
      return;
    }
    const original = this.enable('original', this.originalElement);
    this.original = original;
    group.addViewport('original', this.engine.id);
    this.resize();
    if (!this.imageId) return;
    await original.setStack([this.imageId]);
    const { voiRange, invert } = this.main.getProperties();
    original.setProperties({ ...(voiRange ? { voiRange } : {}), invert: invert ?? false });
    const { rotation, flipHorizontal } = this.main.getViewPresentation();
    original.setViewPresentation({ rotation: rotation ?? 0, flipHorizontal: flipHorizontal ?? false });
    this.fit();
  }

  /** Fits the drawing to a changed size of the page; zoom and place stay. */
  resize(): void {
    if (!this.mainElement.clientWidth) return;
    this.engine.resize(true, true);
    // Relative to the height of the glass, not to what is seen.
    const magnifySize = (glassFactor * this.mainElement.clientHeight) / glassSide;
    ToolGroupManager.getToolGroup('reading')!.setToolConfiguration(MagnifyTool.toolName, { magnifySize });
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

  private get all(): StackViewport[] {
    return this.original ? [this.main, this.original] : [this.main];
  }

  private get image(): Types.IImage | null {
    return this.imageId ? (this.main.getCornerstoneImage() ?? null) : null;
  }

  private setWindow(voiRange: Types.VOIRange): void {
    for (const viewport of this.all) viewport.setProperties({ voiRange });
    this.render();
  }

  // Cornerstone's setPan takes other units without WebGL; the camera, which the original follows, is the same in both.
  private move(from: Types.Point3, to: Types.Point3): void {
    const camera = this.main.getCamera();
    const moved = (point: Types.Point3): Types.Point3 => [0, 1, 2].map((axis) => point[axis]! + to[axis]! - from[axis]!) as Types.Point3;
    this.main.setCamera({ focalPoint: moved(camera.focalPoint!), position: moved(camera.position!) });
  }

  private render(): void {
    if (!this.image) return;
    for (const viewport of this.all) viewport.render();
  }

  private report(): void {
    if (!this.imageId) return;
    const { voiRange, invert } = this.main.getProperties();
    if (!voiRange) return;
    const { windowWidth, windowCenter } = utilities.windowLevel.toWindowLevel(voiRange.lower, voiRange.upper);
    const place = placementOf(this.main);
    this.onView({ width: windowWidth, level: windowCenter, zoom: place ? scaleOf(place) : 1, invert: invert ?? false });
  }

  private bindTools(): void {
    const group = ToolGroupManager.createToolGroup('reading')!;
    for (const tool of Object.values(tools)) {
      addTool(tool);
      group.addTool(tool.toolName, tool === MagnifyTool ? { magnifyWidth: glassSide, magnifyHeight: glassSide } : {});
    }
    group.addViewport('main', this.engine.id);
    this.bindButtons();
  }

  private enable(viewportId: string, element: HTMLDivElement): StackViewport {
    this.engine.enableElement({ viewportId, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0, 0, 0] } });
    for (const synchronizer of this.inStep) synchronizer.add({ renderingEngineId: this.engine.id, viewportId });
    const viewport = this.engine.getViewport(viewportId) as StackViewport;
    if (getShouldUseCPURendering()) withoutLutFunction(viewport);
    return viewport;
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

// DICOM's MONOCHROME1: the smallest number is white.
const isDarkHigh = (image: Types.IImage): boolean => image.photometricInterpretation === 'MONOCHROME1';

// Without WebGL a viewport names a VOI LUT function that it refuses to be given: the magnifier, which copies all properties, would fail.
// Remove when Cornerstone3D's MagnifyTool works with its CPU rendering (5.14 does not).
function withoutLutFunction(viewport: StackViewport): void {
  const all = viewport.getProperties;
  viewport.getProperties = () => {
    const { VOILUTFunction: _, ...others } = all.call(viewport);
    return others;
  };
}

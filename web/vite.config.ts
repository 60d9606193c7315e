import { defineConfig } from 'vite';

// The service serves what this writes; a header of the service, not this build, says what the page may load.
export default defineConfig({
  base: './',
  build: {
    outDir: '../src/CovidCxr.Service/wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    // Data URLs would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5000,
    reportCompressedSize: false,
  },
  // A dependency of vtk.js extends Node's EventEmitter; without this the page stays empty.
  resolve: { alias: { events: 'events/events.js' } },
  // Its workers and codecs are found by URL, which bundling it ahead would break.
  optimizeDeps: { exclude: ['@cornerstonejs/dicom-image-loader'], include: ['dicom-parser'] },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});

// The worker of the PDF library ships without types; only its namespace is handed on.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';

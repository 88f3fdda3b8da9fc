// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dropFront, forgetFront, frontKey } from './dropFront.ts'
import { type FrontNode, takePicture } from './frontPicture.ts'
import { leaveFront } from './leaveFront.ts'
import { rememberFront } from './rememberFront.ts'

const script = '/assets/index-1.js'
const homeText =
  '<main lang="vi"><h1>Việc gì?</h1><p role="status">Không có mạng</p><button onclick="steal()">Tiếng Việt</button>' +
  '<button lang="km">ខ្មែរ</button><a href="/field/guides"><svg viewBox="0 0 24 24"><path d="M0 0h2"></path></svg>Hướng dẫn</a></main>'

function put<T extends Element>(text: string): T {
  const box = document.createElement('div')
  box.innerHTML = text
  return box.firstElementChild as T
}

/** A page as the build makes it (`scripts/frontFirst.ts`), up to the moment at which its first script has run. */
async function startPage(): Promise<void> {
  vi.resetModules()
  document.head.innerHTML = `<template id="app-code"><link rel="modulepreload" href="${script}"><meta name="code"></template>`
  const template = document.querySelector('template')
  const code = document.createElement('script')
  code.setAttribute('src', script)
  code.type = 'text/plain'
  template?.content.append(code)
  document.body.innerHTML = '<div id="app"></div>'
  await import('./front.ts')
  document.dispatchEvent(new Event('DOMContentLoaded'))
}

const front = () => document.getElementById('front')
const isAppIn = () => document.querySelector('head > meta[name="code"]') !== null
const store = (page: unknown, build = script) =>
  localStorage.setItem(frontKey, JSON.stringify({ script: build, title: 'Trạm Số', opening: 'Đang mở', page }))
const picture = (): FrontNode => {
  const taken = takePicture(put(homeText))
  if (taken === null) throw new Error('no picture')
  return taken
}

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => {
  vi.useRealTimers()
  document.head.innerHTML = ''
  document.body.innerHTML = ''
})

test('a tablet without a picture lets the app in at once', async () => {
  await startPage()
  expect(front()).toBeNull()
  expect(isAppIn()).toBe(true)
})

test('a kiosk draws its home first, the app after that was painted, and other scripts with the app', async () => {
  store(picture())
  await startPage()
  expect(isAppIn()).toBe(false)
  expect(document.getElementById('app')?.hidden).toBe(true)
  expect(front()?.querySelector('h1')?.textContent).toBe('Việc gì?')
  expect(front()?.querySelector('[lang=km]')?.textContent).toBe('')
  vi.advanceTimersByTime(1000)
  expect(isAppIn()).toBe(true)
  expect(front()?.querySelector('[lang=km]')?.textContent).toBe('ខ្មែរ')
  expect(front()?.querySelector('path')?.namespaceURI).toBe('http://www.w3.org/2000/svg')
})

test('states that pass and whatever could run stay out of a picture; what cannot be drawn again is not kept', () => {
  expect(JSON.stringify(picture())).not.toMatch(/onclick|Không có mạng/)
  expect(takePicture(put('<main><iframe></iframe></main>'))).toBeNull()
})

test.each([
  ['of another build', () => store(picture(), '/assets/index-0.js')],
  ['with a script in it', () => store(['script', { src: '/x.js' }, []])],
  ['with a handler in it', () => store(['main', { onclick: 'x()' }, []])],
  ['that is none', () => store(['main', null])],
  ['that was cut', () => localStorage.setItem(frontKey, '{"script":')],
])('a picture %s lets the app in at once', async (_, stored) => {
  stored()
  await startPage()
  expect(front()).toBeNull()
  expect(isAppIn()).toBe(true)
  expect(document.getElementById('app')?.hidden).toBe(false)
})

test('what was touched meanwhile is said to be opening, and touched in the home once it is there', async () => {
  store(picture())
  await startPage()
  front()?.querySelector('button')?.click()
  front()
    ?.querySelector('svg')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  expect([...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent)).toEqual(['Đang mở'])
  expect(front()?.querySelector('a')?.textContent).toContain('Đang mở')
  const home = put(homeText)
  document.getElementById('app')?.append(home)
  const touched: string[] = []
  home.addEventListener('click', (event) => touched.push((event.target as Element).tagName))
  leaveFront(home)
  expect(touched).toEqual(['A'])
  expect(front()).toBeNull()
  expect(document.getElementById('app')?.hidden).toBe(false)
})

test('a home that has become another is touched nowhere', async () => {
  store(picture())
  await startPage()
  front()?.querySelector('a')?.click()
  const home = put('<main><button>Tiếng Việt</button><button>Tiếp</button><a href="/field/call">Gọi</a></main>')
  const touched = vi.fn()
  home.addEventListener('click', touched)
  leaveFront(home)
  expect(touched).not.toHaveBeenCalled()
})

test('what comes to the home a moment later is touched then', async () => {
  store(picture())
  await startPage()
  front()?.querySelector('button')?.click()
  const home = put('<main><a href="/field/guides">Hướng dẫn</a></main>')
  const touched = vi.fn()
  home.addEventListener('click', touched)
  leaveFront(home)
  expect(touched).not.toHaveBeenCalled()
  home.append(put('<button>Tiếng Việt</button>'))
  await vi.waitFor(() => expect(touched).toHaveBeenCalledOnce())
})

test('an app that does not come, or shows something else, is not hidden by the picture', async () => {
  store(picture())
  await startPage()
  vi.advanceTimersByTime(30_000)
  expect(front()).toBeNull()
  expect(document.getElementById('app')?.hidden).toBe(false)
  await startPage()
  forgetFront()
  expect(front()).toBeNull()
  expect(localStorage.getItem(frontKey)).toBeNull()
  expect(dropFront).not.toThrow()
})

test('without a build there is nothing to keep a picture for', () => {
  rememberFront(put(homeText), 'Đang mở')
  expect(localStorage.getItem(frontKey)).toBeNull()
})

import { h, render } from 'preact'

// The least that a page of Preact is: what a kiosk's first screen is put beside.
const root = document.getElementById('app')
if (root) render(h('h1', null, 'Trạm Số'), root)

import { defineModule } from '#platform/module/module.ts'
import { portalContract } from './contract.ts'
import { portalHandlers } from './http.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { assetPages } from './pages/assets.ts'
import { contactPage } from './pages/contact-page.tsx'
import { demoPage, helpPage } from './pages/help-pages.tsx'
import { homePage } from './pages/home-page.tsx'
import { instrumentPage } from './pages/instrument-page.tsx'
import { noticePage, noticesPage } from './pages/notice-pages.tsx'
import { resultsPage } from './pages/results-page.tsx'
import { slotsPage } from './pages/slots-page.tsx'
import { siteMapPages } from './pages/site-map.ts'
import { unitPage, unitsPage } from './pages/unit-pages.tsx'
import { unitRulePage } from './pages/unit-rule-page.tsx'

/** The door for src/main. */
export const portalModule = defineModule({
  name: 'portal',
  contract: portalContract,
  handlers: portalHandlers,
  messages: { 'zh-CN': zh, en },
  pages: [
    homePage,
    resultsPage,
    slotsPage,
    instrumentPage,
    contactPage,
    unitsPage,
    unitPage,
    unitRulePage,
    noticesPage,
    noticePage,
    helpPage,
    demoPage,
    ...siteMapPages,
    ...assetPages,
  ],
})
export { errorPage } from './pages/error-page.tsx'

/**
 * A document for React. Import it before React. Requests keep the functions of Node.js: a document
 * may send none to other origins.
 */
import { GlobalRegistrator } from '@happy-dom/global-registrator';

const { fetch, Headers, Request, Response, AbortController, AbortSignal } = globalThis;
GlobalRegistrator.register({ url: 'http://localhost/' });
Object.assign(globalThis, { fetch, Headers, Request, Response, AbortController, AbortSignal });
// So that React reports updates that a test does not wait for.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

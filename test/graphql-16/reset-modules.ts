import { vi } from 'vitest';

// Before each file: one that ran before it may have loaded the sources as in production.
vi.resetModules();

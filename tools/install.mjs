/**
 * Installs tools/package-lock.json, unless that is what is installed: each check of the tools runs
 * this first, and `npm ci` alone would reinstall every time.
 */
import { execSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';

const locked = 'tools/package-lock.json';
const installed = 'tools/node_modules/.installed-lock.json';

const isInstalled = existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(locked, 'utf8');
if (!isInstalled) {
  execSync('npm ci --prefix tools --no-audit --no-fund --loglevel error', { stdio: 'inherit' });
  copyFileSync(locked, installed);
}

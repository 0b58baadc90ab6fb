/**
 * Installs the packages in the given folders as their locks say, unless that is what is installed:
 * `npm ci` alone would reinstall them every time. They have what only some tests or checks need.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';

for (const folder of process.argv.slice(2)) {
  const [locked, installed] = [`${folder}/package-lock.json`, `${folder}/node_modules/.installed-lock.json`];
  if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(locked, 'utf8')) continue;
  execFileSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel', 'error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  copyFileSync(locked, installed);
}

// @requires systemd
// @long packs the libraries; systemd.spec.ts installs the program itself by the steps of the README
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readmeSteps, root } from '../testing/readme-steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'copied-service-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the steps of the README', () => {
  test('install a copy under its own name, where its unit starts it', () => {
    const copy = join(folder, 'my-service');
    const all = readmeSteps('Copy it', folder);
    // Packages come over the network; those of the workspace are the same.
    const here = all.filter((step) => !/^npm .* (install|prune) /.test(step));
    expect(all.length - here.length).toBe(2);
    for (const step of here) {
      // The command from its sources: the tarball would have to be packed first.
      const line = step.replace(/^npx \S+\.tgz/, 'node tools/eject-sample.mjs');
      execFileSync('sh', ['-ec', line], { cwd: root });
      if (line !== step) installOffline(copy);
    }
    const unit = readFileSync(join(folder, 'etc/systemd/system/my-service.service'), 'utf8');
    expect(unit).not.toContain('headless-device-code');
    const [, program = ''] = /^ExecStart=\/usr\/bin\/node (\S+)/m.exec(unit) ?? [];
    expect(program).toBe('/opt/my-service/dist/main.js');
    const help = [join(folder, program), '--help'];
    expect(execFileSync(process.execPath, help, { encoding: 'utf8' })).toContain('--on-code');
  }, 60_000);
});

/** Packages as the workspace has them, and its own libraries from the tarballs of the copy. */
function installOffline(copy: string): void {
  const modules = join(copy, 'node_modules');
  mkdirSync(modules);
  const others = readdirSync(join(root, 'node_modules')).filter((name) => name !== '@entra-flows');
  for (const name of others) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const tarball of readdirSync(join(copy, 'vendor'))) {
    const name = tarball.replace(/^entra-flows-(.*)-\d.*$/, '@entra-flows/$1');
    mkdirSync(join(modules, name), { recursive: true });
    const where = ['-C', join(modules, name), '--strip-components=1'];
    execFileSync('tar', ['-xzf', join(copy, 'vendor', tarball), ...where]);
  }
}

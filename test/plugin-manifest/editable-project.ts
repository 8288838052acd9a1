import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../vite.config.ts';

/** A copy of the plugin's sources, so that a test may edit them. */
export class EditableProject {
  private constructor(readonly path: string) {}

  static async make(): Promise<EditableProject> {
    const path = await mkdtemp(join(tmpdir(), 'dev-'));
    await cp(join(root, 'src'), join(path, 'src'), { recursive: true });
    await symlink(join(root, 'node_modules'), join(path, 'node_modules'));
    await writeFile(join(path, 'package.json'), '{"type":"module"}');
    return new EditableProject(path);
  }

  /** Answers what the file was before. */
  async edit(file: string, edited: (code: string) => string): Promise<string> {
    const code = await readFile(join(this.path, file), 'utf8');
    await writeFile(join(this.path, file), edited(code));
    return code;
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }
}

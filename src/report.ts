import { writeFile } from 'node:fs/promises';
import { loadEnvironment } from './app/load-environment.js';
import { reportCommand } from './app/report-command.js';
import { loadSections, openLog } from './app/report-sources.js';

// Whoever reads may have had enough (`| head`).
process.stdout.on('error', () => process.exit(0));

process.exitCode = await reportCommand(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  writeFile: (path, text) => writeFile(path, text),
  now: () => new Date(),
  openLog: () => {
    loadEnvironment();
    return openLog(process.env);
  },
  loadSections: () => loadSections(process.env),
});

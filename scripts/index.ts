/** The package's door: what `import … from 'konektor'` gives. */
export * from './model';

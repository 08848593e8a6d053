import { Failure } from '../../runtime/failure.ts';

/** Nothing was ever loaded, so neither a message is understood nor a zone watched yet; the next question tries again. */
export class DirectoryUnavailable extends Failure {
  constructor(location: string, cause: unknown) {
    super('directory-unavailable', `the venue directory ${location} could not be loaded`, {
      retryable: true,
      details: { location },
      cause,
    });
    this.name = 'DirectoryUnavailable';
  }
}

/** The layers of a Nest application around a resolver. */
import {
  Catch,
  Injectable,
  type CallHandler,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { failure, MutationError } from 'graphql-error-codes';
import { catchError, map, throwError, type Observable } from 'rxjs';
import { Conflict, endIn, NotFound, type ActArguments } from '../service.js';

const argumentsOf = (context: ExecutionContext): Partial<ActArguments> => GqlExecutionContext.create(context).getArgs();

@Injectable()
export class Guard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    endIn('guard', argumentsOf(context));
    return true;
  }
}

@Injectable()
export class Interceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const parameters = argumentsOf(context);
    endIn('interceptor', parameters);
    return next.handle().pipe(
      // Interceptors often reshape what resolvers return.
      map((payload: unknown) => (parameters.how === 'interceptor, after' ? failure('MFA_REQUIRED') : payload)),
      catchError((error: unknown) =>
        throwError(() => (error instanceof Conflict ? new MutationError('MFA_REQUIRED') : error)),
      ),
    );
  }
}

@Catch(NotFound)
export class NotFoundFilter implements ExceptionFilter<NotFound> {
  catch(): never {
    throw new MutationError('MFA_REQUIRED');
  }
}

/** The layers that end a mutation: see `service.ts`. */
export const nestLayers: readonly string[] = [
  'guard',
  'interceptor',
  'interceptor, after',
  // Converted by the interceptor.
  'finds a conflict',
  // Converted by the filter.
  'finds nothing',
];

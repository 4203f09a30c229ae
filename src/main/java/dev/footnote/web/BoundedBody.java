package dev.footnote.web;

import dev.footnote.web.problem.RouteProblems;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Bounds bodies that don't say how long they are, while they are read. */
class BoundedBody {

  @ServerRequestFilter
  void bound(ContainerRequestContext request, RoutingContext context) {
    if (context.request().getHeader("Transfer-Encoding") != null) {
      request.setEntityStream(
          new Bounded(request.getEntityStream(), BodyLimits.of(context.normalizedPath())));
    }
  }

  private static final class Bounded extends FilterInputStream {
    private final int bytesMax;
    private long bytes;

    Bounded(InputStream in, int bytesMax) {
      super(in);
      this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) {
      bytes += read;
      if (bytes > bytesMax) {
        throw RouteProblems.tooLarge(bytesMax);
      }
    }
  }
}

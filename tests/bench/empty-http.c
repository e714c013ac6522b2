/*
 * empty-http PORT: an HTTP server of libmicrohttpd that does nothing: each
 * request gets "{}".  make bench holds lease-serve against it.
 */
#include <arpa/inet.h>
#include <err.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <signal.h>
#include <unistd.h>

#include <microhttpd.h>

static enum MHD_Result
answer(void *cls, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *data, size_t *n,
    void **context)
{
	static char text[] = "{}";
	struct MHD_Response *r;
	enum MHD_Result result;

	(void)cls;
	(void)url;
	(void)method;
	(void)version;
	(void)data;
	(void)n;
	if (*context == NULL) {
		*context = text;
		return MHD_YES;
	}
	r = MHD_create_response_from_buffer(2, text, MHD_RESPMEM_PERSISTENT);
	result = MHD_queue_response(connection, 200, r);
	MHD_destroy_response(r);
	return result;
}

int
main(int argc, char **argv)
{
	struct sockaddr_in a = { .sin_family = AF_INET };

	if (argc != 2)
		errx(2, "usage: empty-http PORT");
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	a.sin_port = htons((uint16_t)atoi(argv[1]));
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL,
		answer, NULL, MHD_OPTION_SOCK_ADDR, &a, MHD_OPTION_END) == NULL)
		err(1, "port %s", argv[1]);
	pause();
	return 0;
}

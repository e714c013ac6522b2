/* The socket on which the gateway listens. */
#include "lease-serve/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 1024

static bool
is_unix(const struct site_lease_api *api)
{
	return api->line[LEASE_API_LISTEN] == 0;
}

const char *
listener_place(const struct site_lease_api *api,
    char text[static ENDPOINT_TEXT])
{
	return is_unix(api) ? api->socket : endpoint_print(text, &api->listen);
}

static bool
refuse(const struct site_lease_api *api, const char *what, struct diag *diag)
{
	char text[ENDPOINT_TEXT];
	struct place place = { listener_place(api, text), 0 };

	diag_say(diag, DIAG_ERROR, &place, NULL, "%s", what);
	return false;
}

/* True if nobody listens on the socket, which is then removed. */
static bool
remove_dead(const struct sockaddr_un *a)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct stat st;
	bool dead;

	dead = fd != -1 && lstat(a->sun_path, &st) == 0 &&
	    S_ISSOCK(st.st_mode) &&
	    connect(fd, (const struct sockaddr *)a, sizeof *a) != 0 &&
	    errno == ECONNREFUSED;
	if (fd != -1)
		close(fd);
	return dead && unlink(a->sun_path) == 0;
}

/*
 * Everybody who can enter the socket's directory may connect, as on a loopback
 * address: it is the tokens that decide.
 */
static bool
bind_unix(int fd, const struct site_lease_api *api, struct diag *diag)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	bool bound;

	if (strlen(api->socket) >= sizeof a.sun_path)
		return refuse(api, "the path is too long for a socket", diag);
	strcpy(a.sun_path, api->socket);
	bound = bind(fd, (struct sockaddr *)&a, sizeof a) == 0;
	if (!bound && errno == EADDRINUSE && remove_dead(&a))
		bound = bind(fd, (struct sockaddr *)&a, sizeof a) == 0;
	if (!bound || chmod(a.sun_path, 0666) != 0)
		return refuse(api, strerror(errno), diag);
	return true;
}

static bool
bind_ip(int fd, const struct site_lease_api *api, struct diag *diag)
{
	const struct endpoint *e = &api->listen;
	struct sockaddr_in a4 = { .sin_family = AF_INET,
		.sin_port = htons(e->port) };
	struct sockaddr_in6 a6 = { .sin6_family = AF_INET6,
		.sin6_port = htons(e->port) };
	int on = 1, result;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	memcpy(&a4.sin_addr, e->addr.bytes, sizeof a4.sin_addr);
	memcpy(&a6.sin6_addr, e->addr.bytes, sizeof a6.sin6_addr);
	result = e->addr.family == 4 ?
	    bind(fd, (struct sockaddr *)&a4, sizeof a4) :
	    bind(fd, (struct sockaddr *)&a6, sizeof a6);
	return result == 0 || refuse(api, strerror(errno), diag);
}

int
listener_open(const struct site_lease_api *api, struct diag *diag)
{
	int family = is_unix(api)	 ? AF_UNIX :
	    api->listen.addr.family == 4 ? AF_INET :
					   AF_INET6;
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	if (fd == -1) {
		refuse(api, strerror(errno), diag);
		return -1;
	}
	if ((is_unix(api) ? bind_unix : bind_ip)(fd, api, diag)) {
		if (listen(fd, BACKLOG) == 0)
			return fd;
		refuse(api, strerror(errno), diag);
	}
	close(fd);
	return -1;
}

void
listener_remove(const struct site_lease_api *api)
{
	if (is_unix(api))
		unlink(api->socket);
}

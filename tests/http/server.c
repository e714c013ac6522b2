/*
 * server [-c CERTIFICATE -k KEY [-a CA]] [-t TOKEN] [-l ADDRESS] ROOT: an
 * HTTP or HTTPS server for the tests and labs of source-fetch.
 *
 * It listens on a free port of 127.0.0.1 (or ADDRESS, or ADDRESS:PORT),
 * writes that port to ROOT/.port as soon as it does, and serves the files
 * below ROOT until it is killed.  With -a a client has to show a certificate
 * of that CA.  Each request is a line of ROOT/.log.  What goes wrong stands
 * at the head of a request's path, as many of these as one likes:
 *
 *	/status=500		that status and no document
 *	/retry-after=2		with that header
 *	/auth			401 unless the bearer token is TOKEN
 *	/auth=Api-Key		the same of another scheme
 *	/slow=3000		after so many milliseconds
 *	/trickle		the body by a few bytes a time
 *	/half			half of the body, and the connection closed
 *	/cut			the same, in chunks without a last one
 *	/length=99		that Content-Length
 *	/unsized		no Content-Length: the end of the connection ends it
 *	/rude			closed without TLS's close_notify
 *	/reset			the connection reset, without an answer
 *	/etag, /modified	with that header, and 304 where it matches
 *	/moved, /moved=HOST:PORT, /moved-http=HOST:PORT
 *				302 to the rest of the path, here or there
 *	/huge=200		so many MiB of blanks for a body
 *	/times=2		what follows holds for two requests only
 *
 * so that GET /times=1/status=500/etag/nodes.json fails once.  What stands
 * in the file ROOT/.fault is put before every path: a lab breaks a server
 * that runs with "echo /status=500 >ROOT/.fault".
 */
#include <arpa/inet.h>
#include <err.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/ssl.h>

struct server {
	SSL_CTX *tls;
	const char *token;
};

struct connection {
	int fd;
	SSL *ssl;
	bool rude; /* ends without close_notify */
};

/* What is asked, and what shall go wrong with it. */
struct request {
	char path[2048]; /* as it came, .fault before it */
	char etag[256], modified[64], authorization[512];
	const char *file; /* behind all the faults, with its slash */
	const struct server *server;
	int status;
	int retry_after;
	int slow;
	int huge;
	long length;
	bool trickle, half, cut, reset, has_etag, has_modified;
	bool unsized, rude;
	const char *location;
	char location_text[300 + 2048];
};

/* Faults are taken from the left; VALUE is what stands behind the '='. */
typedef void fault(struct request *r, const char *value);

static void
fault_status(struct request *r, const char *value)
{
	r->status = atoi(value);
}

static void
fault_retry_after(struct request *r, const char *value)
{
	r->retry_after = atoi(value);
}

static void
fault_auth(struct request *r, const char *value)
{
	char right[512];

	snprintf(right, sizeof right, "%s %s",
	    value[0] != '\0' ? value : "Bearer",
	    r->server->token != NULL ? r->server->token : "");
	if (r->server->token == NULL || strcmp(r->authorization, right) != 0)
		r->status = 401;
}

static void
fault_slow(struct request *r, const char *value)
{
	r->slow = atoi(value);
}

static void
fault_trickle(struct request *r, const char *value)
{
	(void)value;
	r->trickle = true;
}

static void
fault_half(struct request *r, const char *value)
{
	(void)value;
	r->half = true;
}

static void
fault_cut(struct request *r, const char *value)
{
	(void)value;
	r->cut = true;
}

static void
fault_unsized(struct request *r, const char *value)
{
	(void)value;
	r->unsized = true;
}

static void
fault_rude(struct request *r, const char *value)
{
	(void)value;
	r->rude = true;
}

static void
fault_length(struct request *r, const char *value)
{
	r->length = atol(value);
}

static void
fault_reset(struct request *r, const char *value)
{
	(void)value;
	r->reset = true;
}

static void
fault_etag(struct request *r, const char *value)
{
	(void)value;
	r->has_etag = true;
}

static void
fault_modified(struct request *r, const char *value)
{
	(void)value;
	r->has_modified = true;
}

static void
moved(struct request *r, const char *scheme, const char *value)
{
	r->status = 302;
	r->location = r->location_text;
	/* The rest of the path comes behind it, when that is known. */
	if (value[0] != '\0')
		snprintf(r->location_text, 300, "%s://%.250s", scheme, value);
}

static void
fault_moved(struct request *r, const char *value)
{
	moved(r, r->server->tls != NULL ? "https" : "http", value);
}

static void
fault_moved_http(struct request *r, const char *value)
{
	moved(r, "http", value);
}

static void
fault_huge(struct request *r, const char *value)
{
	r->huge = atoi(value);
}

static const struct {
	const char *name;
	fault *apply;
} faults[] = {
	{ "status", fault_status },
	{ "retry-after", fault_retry_after },
	{ "auth", fault_auth },
	{ "slow", fault_slow },
	{ "trickle", fault_trickle },
	{ "half", fault_half },
	{ "cut", fault_cut },
	{ "length", fault_length },
	{ "unsized", fault_unsized },
	{ "rude", fault_rude },
	{ "reset", fault_reset },
	{ "etag", fault_etag },
	{ "modified", fault_modified },
	{ "moved", fault_moved },
	{ "moved-http", fault_moved_http },
	{ "huge", fault_huge },
};

/* Is this one of the first N requests?  Counted in a file, under a lock. */
static bool
first_times(int n)
{
	int fd = open(".count", O_RDWR | O_CREAT | O_APPEND, 0600);
	struct stat st = { 0 };
	bool first;

	if (fd == -1 || flock(fd, LOCK_EX) != 0 || fstat(fd, &st) != 0)
		err(1, ".count");
	first = st.st_size < n;
	if (first && write(fd, "x", 1) != 1)
		err(1, ".count");
	close(fd);
	return first;
}

static fault *
find(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (strlen(faults[i].name) == n &&
		    memcmp(faults[i].name, name, n) == 0)
			return faults[i].apply;
	return NULL;
}

/* A redirect takes the path behind it along, with all that stands there. */
static void
apply_faults(struct request *r)
{
	const char *p = r->path;
	bool hold = true;

	while (*p == '/') {
		const char *s = p + 1;
		size_t n = strcspn(s, "/"), name = strcspn(s, "/=");
		char value[256] = "";
		fault *apply = find(s, name);

		if (n > name)
			snprintf(value, sizeof value, "%.*s",
			    (int)(n - name - 1), s + name + 1);
		if (name == strlen("times") && memcmp(s, "times", name) == 0)
			hold = first_times(atoi(value));
		else if (apply == NULL)
			break;
		else if (hold)
			apply(r, value);
		p = s + n;
		if (r->location != NULL)
			break;
	}
	r->file = p;
	if (r->location != NULL)
		snprintf(r->location_text + strlen(r->location_text),
		    sizeof r->path, "%s", p);
}

static bool
put(struct connection *c, const void *data, size_t n)
{
	const char *p = data;

	while (n > 0) {
		int most = n > 65536 ? 65536 : (int)n;
		ssize_t done = c->ssl != NULL ? SSL_write(c->ssl, p, most) :
						write(c->fd, p, (size_t)most);

		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

/* The head of a request, to its empty line. */
static bool
get_head(struct connection *c, char *text, size_t size)
{
	size_t n = 0;

	while (n < size - 1) {
		ssize_t got = c->ssl != NULL ? SSL_read(c->ssl, text + n, 1) :
					       read(c->fd, text + n, 1);

		if (got <= 0)
			return false;
		n++;
		text[n] = '\0';
		if (n >= 4 && strcmp(text + n - 4, "\r\n\r\n") == 0)
			return true;
	}
	return false;
}

static void
header(const char *head, const char *name, char *to, size_t size)
{
	const char *line = strcasestr(head, name);

	to[0] = '\0';
	if (line != NULL)
		snprintf(to, size, "%.*s",
		    (int)strcspn(line + strlen(name), "\r"),
		    line + strlen(name));
}

static void
read_fault(char *text, size_t size)
{
	FILE *f = fopen(".fault", "r");

	text[0] = '\0';
	if (f == NULL)
		return;
	if (fgets(text, (int)size, f) != NULL)
		text[strcspn(text, "\n")] = '\0';
	fclose(f);
}

static void
log_request(const struct request *r, const char *asked)
{
	char line[4096], right[512];
	int fd = open(".log", O_WRONLY | O_CREAT | O_APPEND, 0600), n;

	snprintf(right, sizeof right, "Bearer %s",
	    r->server->token != NULL ? r->server->token : "");
	n = snprintf(line, sizeof line, "GET %s etag=%s modified=%s token=%s\n",
	    asked, r->etag, r->modified,
	    r->authorization[0] == '\0'		     ? "none" :
		strcmp(r->authorization, right) == 0 ? "right" :
						       "wrong");
	if (fd == -1 || write(fd, line, (size_t)n) != n)
		err(1, ".log");
	close(fd);
}

/* The document, and what it is known by. */
static char *
load(struct request *r, size_t *n, char *etag, char *modified)
{
	FILE *f;
	struct stat st;
	unsigned sum = 0;
	struct tm tm;
	char *data;

	*n = 0;
	etag[0] = modified[0] = '\0';
	if (r->huge > 0) {
		*n = (size_t)r->huge << 20;
		data = malloc(*n);
		return data != NULL ? memset(data, ' ', *n) : NULL;
	}
	if (strstr(r->file, "/.") != NULL ||
	    (f = fopen(r->file + 1, "rb")) == NULL)
		return NULL;
	if (fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode) ||
	    (data = malloc((size_t)st.st_size + 1)) == NULL) {
		fclose(f);
		return NULL;
	}
	*n = fread(data, 1, (size_t)st.st_size, f);
	fclose(f);
	for (size_t i = 0; i < *n; i++)
		sum = sum * 31 + (unsigned char)data[i];
	if (r->has_etag)
		sprintf(etag, "\"%08x\"", sum);
	if (r->has_modified)
		strftime(modified, 64, "%a, %d %b %Y %H:%M:%S GMT",
		    gmtime_r(&st.st_mtime, &tm));
	return data;
}

static void
put_body(struct connection *c, const struct request *r, const char *data,
    size_t n)
{
	char chunk[32];

	if (r->half || r->cut)
		n /= 2;
	if (r->cut) {
		put(c, chunk, (size_t)sprintf(chunk, "%zx\r\n", n));
		put(c, data, n);
		put(c, "\r\n", 2);
	} else if (r->trickle) {
		for (size_t i = 0; i < n && put(c, data + i, 1); i++)
			poll(NULL, 0, 50);
	} else {
		put(c, data, n);
	}
}

static void
answer(struct connection *c, struct request *r)
{
	char head[4096], etag[64], modified[64];
	size_t n, len;
	char *data = load(r, &n, etag, modified);
	int status = r->status != 0 ? r->status : data == NULL ? 404 : 200;

	if (status == 200 &&
	    ((etag[0] != '\0' && strcmp(r->etag, etag) == 0) ||
		(modified[0] != '\0' && strcmp(r->modified, modified) == 0)))
		status = 304;
	if (status != 200)
		n = 0;
	len = (size_t)snprintf(head, sizeof head,
	    "HTTP/1.1 %d x\r\n"
	    "Connection: close\r\n",
	    status);
	if (etag[0] != '\0')
		len += (size_t)sprintf(head + len, "ETag: %s\r\n", etag);
	if (modified[0] != '\0')
		len += (size_t)sprintf(head + len, "Last-Modified: %s\r\n",
		    modified);
	if (r->retry_after > 0)
		len += (size_t)sprintf(head + len, "Retry-After: %d\r\n",
		    r->retry_after);
	if (r->location != NULL)
		len += (size_t)sprintf(head + len, "Location: %s\r\n",
		    r->location);
	if (r->cut)
		len += (size_t)sprintf(head + len,
		    "Transfer-Encoding: chunked\r\n");
	else if (status != 304 && !r->unsized)
		len += (size_t)sprintf(head + len, "Content-Length: %ld\r\n",
		    r->length > 0 ? r->length : (long)n);
	len += (size_t)sprintf(head + len, "\r\n");
	if (put(c, head, len))
		put_body(c, r, data, n);
	free(data);
}

static void
serve(struct connection *c, const struct server *server)
{
	struct request r = { .server = server };
	struct linger abort = { 1, 0 };
	char head[8192], asked[1024];

	if (!get_head(c, head, sizeof head) ||
	    sscanf(head, "GET %1023s HTTP/1.", asked) != 1)
		return;
	header(head, "\r\nIf-None-Match: ", r.etag, sizeof r.etag);
	header(head, "\r\nIf-Modified-Since: ", r.modified, sizeof r.modified);
	header(head, "\r\nAuthorization: ", r.authorization,
	    sizeof r.authorization);
	log_request(&r, asked);
	read_fault(r.path, 1000);
	strcat(r.path, asked);
	apply_faults(&r);
	poll(NULL, 0, r.slow);
	c->rude = r.rude;
	if (r.reset)
		setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &abort, sizeof abort);
	else
		answer(c, &r);
}

static void
connection(int fd, const struct server *server)
{
	struct connection c = { fd, NULL, false };

	if (server->tls != NULL) {
		c.ssl = SSL_new(server->tls);
		if (c.ssl == NULL || SSL_set_fd(c.ssl, fd) != 1 ||
		    SSL_accept(c.ssl) != 1)
			return;
	}
	serve(&c, server);
	if (c.ssl != NULL && !c.rude)
		SSL_shutdown(c.ssl);
	SSL_free(c.ssl);
	close(fd);
}

static SSL_CTX *
tls(const char *certificate, const char *key, const char *ca)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());

	if (ctx == NULL ||
	    SSL_CTX_use_certificate_chain_file(ctx, certificate) != 1 ||
	    SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM) != 1)
		errx(1, "%s, %s: no certificate and key", certificate, key);
	if (ca == NULL)
		return ctx;
	if (SSL_CTX_load_verify_locations(ctx, ca, NULL) != 1)
		errx(1, "%s: no CA", ca);
	SSL_CTX_set_verify(ctx,
	    SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
	return ctx;
}

/* Says the port in one step: who waits for the file finds it whole. */
static int
listen_at(char *address)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t size = sizeof a;
	char *colon = strchr(address, ':');
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
	FILE *f;

	if (colon != NULL) {
		*colon = '\0';
		a.sin_port = htons((uint16_t)atoi(colon + 1));
	}
	if (inet_pton(AF_INET, address, &a.sin_addr) != 1)
		errx(1, "%s: no IPv4 address", address);
	if (fd == -1 ||
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
	    bind(fd, (struct sockaddr *)&a, size) != 0 || listen(fd, 64) != 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &size) != 0)
		err(1, "listen");
	f = fopen(".port.new", "w");
	if (f == NULL || fprintf(f, "%d\n", ntohs(a.sin_port)) < 0 ||
	    fclose(f) != 0 || rename(".port.new", ".port") != 0)
		err(1, ".port");
	return fd;
}

int
main(int argc, char **argv)
{
	const char *certificate = NULL, *key = NULL, *ca = NULL;
	char loopback[] = "127.0.0.1", *address = loopback;
	struct server server = { 0 };
	int c, fd;

	while ((c = getopt(argc, argv, "c:k:a:t:l:")) != -1) {
		switch (c) {
		case 'c':
			certificate = optarg;
			break;
		case 'k':
			key = optarg;
			break;
		case 'a':
			ca = optarg;
			break;
		case 't':
			server.token = optarg;
			break;
		case 'l':
			address = optarg;
			break;
		default:
			return 2;
		}
	}
	if (optind != argc - 1 || (certificate == NULL) != (key == NULL))
		errx(2,
		    "usage: server [-c CERTIFICATE -k KEY [-a CA]] "
		    "[-t TOKEN] [-l ADDRESS] ROOT");
	if (certificate != NULL)
		server.tls = tls(certificate, key, ca);
	if (chdir(argv[optind]) != 0)
		err(1, "%s", argv[optind]);
	/* A test that is killed takes its server along. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	signal(SIGCHLD, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	fd = listen_at(address);
	for (;;) {
		int one = accept(fd, NULL, NULL);
		pid_t pid = one != -1 ? fork() : -1;

		if (pid == 0) {
			close(fd);
			connection(one, &server);
			_exit(0);
		}
		if (one != -1)
			close(one);
	}
}

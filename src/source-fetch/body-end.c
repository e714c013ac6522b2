/* The end of a body: checks that the whole document has arrived. */
#include "source-fetch/body-end.h"

#include <string.h>
#include <strings.h>

#ifdef HAVE_OPENSSL
#include <openssl/ssl.h>

/*
 * libcurl 7.88 reads through its own BIO.  So OpenSSL does not notice a
 * connection that ends without an alert, and this looks for the alert itself.
 */
static void
note_alert(const SSL *ssl, int where, int alert)
{
	struct body_end *b = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));

	if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT &&
	    (alert & 0xff) == SSL_AD_CLOSE_NOTIFY)
		b->closed = true;
}

static CURLcode
watch_alerts(CURL *easy, void *tls, void *b)
{
	(void)easy;
	SSL_CTX_set_app_data((SSL_CTX *)tls, b);
	SSL_CTX_set_info_callback(tls, note_alert);
	return CURLE_OK;
}

static bool
watch_tls(struct body_end *b, CURL *easy)
{
	const char *name = curl_version_info(CURLVERSION_NOW)->ssl_version;

	/*
	 * libcurl may use another TLS library.  Then no close counts as proof.
	 */
	if (name == NULL || strncmp(name, "OpenSSL/", 8) != 0)
		return true;
	return curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, watch_alerts) ==
	    CURLE_OK &&
	    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, b) == CURLE_OK;
}

#else

static bool
watch_tls(struct body_end *b, CURL *easy)
{
	(void)b;
	(void)easy;
	return true;
}

#endif

bool
body_end_watch(struct body_end *b, CURL *easy)
{
	/* An alert of an older connection proves nothing about this answer. */
	return curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK &&
	    watch_tls(b, easy);
}

static bool
line_begins(const char *line, size_t n, const char *head)
{
	return n >= strlen(head) && strncasecmp(line, head, strlen(head)) == 0;
}

/* Ignores blanks and the end of the line. */
static bool
line_ends(const char *line, size_t n, const char *tail)
{
	while (n > 0 && strchr(" \t\r\n", line[n - 1]) != NULL)
		n--;
	return n >= strlen(tail) &&
	    strncasecmp(line + n - strlen(tail), tail, strlen(tail)) == 0;
}

void
body_end_header(struct body_end *b, const char *line, size_t n)
{
	if (line_begins(line, n, "HTTP/"))
		*b = (struct body_end){ 0 };
	if (line_begins(line, n, "Content-Length:") ||
	    (line_begins(line, n, "Transfer-Encoding:") &&
		line_ends(line, n, "chunked")))
		b->framed = true;
}

bool
body_end_proven(const struct body_end *b, CURL *easy)
{
	long version = 0;

	/*
	 * HTTP/2 and later mark the end of a stream, and libcurl requires
	 * that.
	 */
	curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
	return b->framed || b->closed || version > CURL_HTTP_VERSION_1_1;
}

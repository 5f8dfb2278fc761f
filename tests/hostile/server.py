"""A server that means harm, on loopback, for tests/pipe/fetch_hostile.sh.

usage: server.py PORTS_FILE LOG CERT     (CERT: a PEM file, or "-" for none)

Ports: the attacks, good feeds, a canary that must never be asked, TLS. Each
attack is a path and a function that writes what it likes to the connection.
"""
import gzip, os, select, socket, ssl, struct, sys, threading, time, zlib

RSS = (b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>'
       b'<item><link>http://127.0.0.1/%s</link><title>%s</title></item>'
       b'</channel></rss>')
ports_file, log_path, cert = sys.argv[1:4]
log = open(log_path, 'a', buffering=1)
ATTACKS = {}


def attack(f):
    ATTACKS[f.__name__.replace('_', '-')] = f
    return f


def head(status='200 OK', *lines):
    return '\r\n'.join(('HTTP/1.1 ' + status,) + lines + ('', '')).encode('latin-1')


def answer(c, body, *lines, status='200 OK'):
    c.sendall(head(status, 'Content-Length: %d' % len(body), *lines) + body)


def redirect(c, to):
    answer(c, b'', 'Location: ' + to, status='302 Found')


def reset(c):
    c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    c.close()


def drip(c, pieces, pause):
    for p in pieces:
        c.sendall(p)
        time.sleep(pause)


def bomb(layers, megabytes):
    """gzip of gzip of … zeros, made a piece at a time"""
    z = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = b''.join([z.compress(bytes(1 << 20)) for _ in range(megabytes)] + [z.flush()])
    for _ in range(layers - 1):
        data = gzip.compress(data, 9)
    return data


BOMBS = {n: bomb(n, 200) for n in (1, 2)}
INDEX_BOMB = gzip.compress(b'<sitemapindex>' + bytes(100 << 20), 6) + gzip.compress(
    b'<sitemap><lastmod>2025-01-27</lastmod></sitemap>' * 40000, 1)


# redirects
@attack
def loop(c):
    redirect(c, '/loop')


@attack
def loop_two(c):
    redirect(c, '/loop-three')


@attack
def loop_three(c):
    redirect(c, '/loop-two')


@attack
def endless_hops(c, n=[0]):
    n[0] += 1
    redirect(c, '/endless-hops?%d' % n[0])


@attack
def to_file(c):
    redirect(c, 'file:///etc/passwd')


@attack
def to_ftp(c):
    redirect(c, 'ftp://127.0.0.1/x')


@attack
def to_gopher(c):
    redirect(c, 'gopher://127.0.0.1:25/_HELO')


@attack
def to_data(c):
    redirect(c, 'data:text/xml,<rss/>')


@attack
def to_loopback_name(c):
    redirect(c, 'http://localhost:%d/x' % canary)


@attack
def to_loopback_address(c):
    redirect(c, 'http://127.0.0.2:%d/x' % canary)


@attack
def to_ipv6(c):
    redirect(c, 'http://[::1]:%d/x' % canary)


@attack
def to_mapped(c):
    redirect(c, 'http://[::ffff:127.0.0.2]:%d/x' % canary)


@attack
def to_decimal(c):
    redirect(c, 'http://2130706434:%d/x' % canary)


@attack
def to_octal(c):
    redirect(c, 'http://0177.0.0.2:%d/x' % canary)


@attack
def to_hex(c):
    redirect(c, 'http://0x7f000002:%d/x' % canary)


@attack
def to_zero(c):
    redirect(c, 'http://0.0.0.0:%d/x' % canary)


@attack
def to_private(c):
    redirect(c, 'http://10.0.0.1/x')


@attack
def to_metadata(c):
    redirect(c, 'http://169.254.169.254/latest/meta-data/')


@attack
def to_nat64(c):
    redirect(c, 'http://[64:ff9b::7f00:1]/x')


@attack
def to_6to4(c):
    redirect(c, 'http://[2002:7f00:1::1]/x')


@attack
def to_login(c):
    redirect(c, 'http://user:secret@127.0.0.1:%d/x' % canary)


@attack
def to_nul(c):
    redirect(c, '/good\x00http://127.0.0.2/')


@attack
def to_control(c):
    redirect(c, '/x\x1b[31m\x07\r')


@attack
def to_nowhere(c):
    answer(c, b'', status='301 Moved')


# bodies
@attack
def bomb_one(c):
    answer(c, BOMBS[1], 'Content-Encoding: gzip')


@attack
def bomb_two(c):
    answer(c, BOMBS[2], 'Content-Encoding: gzip, gzip')


@attack
def bomb_index(c):
    """an index of sitemaps that is a gzip file in itself, and very long"""
    answer(c, INDEX_BOMB)


@attack
def codings(c):
    answer(c, bomb(3, 1), 'Content-Encoding: gzip, gzip, gzip')


@attack
def coding_unknown(c):
    answer(c, b'x' * 100, 'Content-Encoding: exe')


@attack
def gzip_broken(c):
    z = bytearray(gzip.compress(RSS % (b'z', b'z')))
    z[-6] ^= 255
    answer(c, bytes(z), 'Content-Encoding: gzip')


@attack
def gzip_cut(c):
    answer(c, gzip.compress(RSS % (b'z', os.urandom(3000).hex().encode()))[:-300],
           'Content-Encoding: gzip')


@attack
def gzip_garbage(c):
    answer(c, b'\x1f\x8b\x08\x00' + os.urandom(500), 'Content-Encoding: gzip')


@attack
def endless_chunks(c):
    c.sendall(head('200 OK', 'Transfer-Encoding: chunked'))
    chunk = b'10000\r\n' + b'x' * 65536 + b'\r\n'
    while True:
        c.sendall(chunk)


@attack
def endless_body(c):
    c.sendall(head('200 OK', 'Content-Type: application/rss+xml') + b'<rss>')
    while True:
        c.sendall(b' ' * 65536)


@attack
def chunk_negative(c):
    c.sendall(head('200 OK', 'Transfer-Encoding: chunked') + b'-5\r\nhello\r\n0\r\n\r\n')


@attack
def chunk_huge(c):
    c.sendall(head('200 OK', 'Transfer-Encoding: chunked') + b'fffffffffffffffff\r\nx')


@attack
def chunk_words(c):
    c.sendall(head('200 OK', 'Transfer-Encoding: chunked') + b'five\r\nhello\r\n')


@attack
def chunk_cut(c):
    c.sendall(head('200 OK', 'Transfer-Encoding: chunked') + b'100\r\n<rss>')


@attack
def length_wrong(c):
    c.sendall(head('200 OK', 'Content-Length: 5000') + RSS % (b'a', b'a'))


@attack
def length_negative(c):
    c.sendall(head('200 OK', 'Content-Length: -1') + RSS % (b'a', b'a'))


@attack
def length_words(c):
    c.sendall(head('200 OK', 'Content-Length: many') + RSS % (b'a', b'a'))


@attack
def length_huge(c):
    c.sendall(head('200 OK', 'Content-Length: 99999999999999999999999') + b'<rss>')


# headers
@attack
def header_flood(c):
    c.sendall(b'HTTP/1.1 200 OK\r\n')
    for n in range(100000):
        c.sendall(b'X-%d: %s\r\n' % (n, b'y' * 1000))


@attack
def header_line(c):
    c.sendall(b'HTTP/1.1 200 OK\r\nX: ')
    while True:
        c.sendall(b'y' * 65536)


@attack
def continue_flood(c):
    while True:
        c.sendall(b'HTTP/1.1 100 Continue\r\nX: y\r\n\r\n' * 100)


@attack
def header_nul(c):
    c.sendall(b'HTTP/1.1 200 OK\r\nX: a\x00b\r\nContent-Length: 0\r\n\r\n')


@attack
def header_control(c):
    body = b'<html>\x1b[2J\x07</html>'
    c.sendall(b'HTTP/1.1 500 \x1b[31mRed\x07\r\nX-\x01: \x1b]0;title\x07\r\n'
              b'Content-Length: %d\r\n\r\n' % len(body) + body)


@attack
def etag_long(c):
    answer(c, RSS % (b'e', b'e'), 'ETag: "%s"' % ('e' * 65536))


@attack
def http09(c):
    c.sendall(RSS % (b'9', b'9'))


@attack
def status_absurd(c):
    c.sendall(b'HTTP/1.1 99999 What\r\n\r\n')


@attack
def garbage(c):
    c.sendall(os.urandom(5000))


@attack
def nothing(c):
    pass


@attack
def trailer_flood(c):
    c.sendall(head('200 OK', 'Transfer-Encoding: chunked') + b'0\r\n')
    for n in range(100000):
        c.sendall(b'X-%d: %s\r\n' % (n, b'y' * 1000))


# time
@attack
def silent(c):
    time.sleep(30)


@attack
def drip_body(c):
    c.sendall(head('200 OK', 'Content-Length: 5000'))
    drip(c, [b'x'] * 60, 1)


@attack
def drip_head(c):
    drip(c, [bytes([b]) for b in b'HTTP/1.1 200 OK\r\nX: ' + b'y' * 60], 1)


@attack
def drip_steady(c):
    """just over the least speed, for ever"""
    c.sendall(head('200 OK', 'Content-Type: text/xml'))
    drip(c, [b'x' * 120] * 200, 0.25)


# statuses and pages
@attack
def error_page(c):
    answer(c, b'<!DOCTYPE html><html><body>500 Internal error</body></html>')


@attack
def storm_429(c):
    answer(c, b'', 'Retry-After: 99999999999', status='429 Slow down')


@attack
def storm_503(c):
    answer(c, b'', 'Retry-After: Mon, 01 Jan 2001 00:00:00 GMT', status='503 Busy')


@attack
def charset_wrong(c):
    answer(c, (RSS % (b'c', 'عنوان'.encode('utf-8'))),
           'Content-Type: text/xml; charset=utf-16')


@attack
def empty(c):
    answer(c, b'')


@attack
def cookie(c):
    answer(c, b'', 'Set-Cookie: a=b; Domain=127.0.0.1', 'Location: /cookie-jar',
           status='302 Found')


@attack
def cookie_jar(c):
    answer(c, b'no feed', status='404 Not here')


@attack
def reset_at_once(c):
    reset(c)


def read_request(c):
    data = b''
    while b'\r\n\r\n' not in data and len(data) < 65536:
        piece = c.recv(4096)
        if not piece:
            return None, ''
        data += piece
    text = data.decode('latin-1')
    return text.split(' ')[1], text


def serve_attack(c):
    path, text = read_request(c)
    if not path:
        return
    lower = text.lower()
    log.write('attack %s cookie=%d referer=%d\n' % (
        path, '\r\ncookie:' in lower, '\r\nreferer:' in lower))
    name = path.split('?')[0].lstrip('/')
    if name.startswith('reset-'):      # the first n bytes of a good answer
        body = RSS % (b'r', b'r')
        whole = head('200 OK', 'Content-Length: %d' % len(body)) + body
        c.sendall(whole[:int(name[6:])])
        reset(c)
    elif name in ATTACKS:
        ATTACKS[name](c)
    else:
        answer(c, b'', status='404 Not here')


def serve_good(c):
    while True:
        path, _ = read_request(c)
        if not path:
            return
        log.write('good %s\n' % path)
        name = path.lstrip('/').encode()
        if path == '/robots.txt':
            answer(c, b'', status='404 Not here')
        else:
            answer(c, RSS % (name, name), 'ETag: "%s"' % path)


def serve_canary(c):
    path, _ = read_request(c)
    log.write('canary %s\n' % path)


def one(f, c):
    try:
        f(c)
        c.shutdown(socket.SHUT_WR)
        # what the other side still says is read, so that nothing is reset
        while select.select([c], [], [], 1)[0] and c.recv(65536):
            pass
    except (OSError, ValueError):
        pass
    finally:
        c.close()


def listen(f, address='127.0.0.1', family=socket.AF_INET, port=0, wrap=None):
    s = socket.socket(family)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((address, port))
    s.listen(256)

    def accept():
        while True:
            c, _ = s.accept()
            if wrap:
                try:
                    c = wrap(c)
                except OSError:
                    continue
            threading.Thread(target=one, args=(f, c), daemon=True).start()
    threading.Thread(target=accept, daemon=True).start()
    return s.getsockname()[1]


hostile, good = listen(serve_attack), listen(serve_good)
canary = listen(serve_canary)
for address, family in (('127.0.0.2', socket.AF_INET), ('::1', socket.AF_INET6)):
    try:
        listen(serve_canary, address, family, canary)
    except OSError:  # no IPv6 here
        pass
tls = 0
if cert != '-':
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert)
    tls = listen(serve_good, wrap=lambda c: context.wrap_socket(c, server_side=True))
with open(ports_file + '.new', 'w') as f:
    f.write('%d %d %d %d\n%s\n' % (hostile, good, canary, tls, ' '.join(ATTACKS)))
os.rename(ports_file + '.new', ports_file)
threading.Event().wait()

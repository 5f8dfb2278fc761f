"""A proxy that stands for www.sec.gov and data.sec.gov, TLS included: it plays
back recorded answers. What it has not is answered as the SEC does.

usage: edgar.py PORT_FILE LOG PEM RECORDINGS [FOLDER]
FOLDER: answers of the test's own, named by their path with _ for /
"""
import glob, gzip, json, os, re, socket, ssl, sys, threading, time
port_file, log_path, pem, data = sys.argv[1:5]
own = sys.argv[5] if len(sys.argv) > 5 else None
log = open(log_path, 'a', buffering=1)
answers, lock = {}, threading.Lock()
for line in open(data + '/http-manifest.jsonl'):
    d = json.loads(line)
    answers.setdefault(d['uri'], (d['status'], data + '/' + d['file']))
for path in glob.glob(data + '/8-K/*/*.txt.gz'):
    answers['/' + os.path.basename(path)[:-3]] = (200, path)
answers['/block'] = (403, data + '/http/block-rate-exceeded.html')
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(pem)

def body_of(path):
    return gzip.open(path).read() if path.endswith('.gz') else open(path, 'rb').read()

def request(c):
    text = b''
    while b'\r\n\r\n' not in text:
        piece = c.recv(8192)
        if not piece:
            return None
        text += piece
    return text.decode('latin-1')

def serve(c):
    text = request(c)
    if not text or not text.startswith('CONNECT '):
        return
    host = text.split()[1].split(':')[0]
    c.sendall(b'HTTP/1.1 200 Go on\r\n\r\n')
    c = context.wrap_socket(c, server_side=True)
    while True:
        text = request(c)
        if not text:
            return
        path = text.split()[1]
        agent = re.search('(?im)^user-agent: (.*?)\r', text)
        log.write('%.4f https://%s%s agent=%s\n' % (
            time.monotonic(), host, path, agent and agent.group(1)))
        status, body = 404, b'<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'
        if '-index/' in path:
            status, body = 403, body.replace(b'NoSuchKey', b'AccessDenied')
        hit = answers.get('https://%s%s' % (host, path)) or \
            answers.get('/' + path.rsplit('/', 1)[-1])
        mine = own and os.path.join(own, path[1:].replace('/', '_'))
        if mine and os.path.exists(mine):
            status, body = 200, open(mine, 'rb').read()
        elif hit:
            status, body = hit[0], body_of(hit[1])
        c.sendall(('HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n' % (
            status, len(body))).encode() + body)

def one(c):
    try:
        serve(c)
    except OSError:
        pass
    finally:
        c.close()

s = socket.socket()
s.bind(('127.0.0.1', 0))
s.listen(64)
open(port_file, 'w').write('%d\n' % s.getsockname()[1])
while True:
    threading.Thread(target=one, args=(s.accept()[0],), daemon=True).start()

// title: Most memory that the server's heap may take
SHOW SETTINGS 'server.memory.heap.max_size' YIELD value
RETURN value

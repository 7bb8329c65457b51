// title: Documents of a topic, oldest first
MATCH (j:Journal) WHERE j.topic = $topic RETURN j.document AS document ORDER BY j.seq

>>> load
  nothing came of it
done

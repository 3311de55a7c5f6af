>>> load
  0
  cancelled 0
done

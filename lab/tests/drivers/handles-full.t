>>> load
done
>>> open \??\Full
done
>>> control 0x222000 x
0 bytes: 
>>> control 0x222000 x
0 bytes: 
>>> control 0x222000 x
0 bytes: 
>>> control 0x222000 x
0 bytes: 
>>> control 0x222000 x
0 bytes: 
>>> control 0x222000 x
0 bytes: 
>>> control 0x222000 x
  full c000009a, more than 4000: 1
  device c000009a, opened 1, closed 1, references 0
  disk c000009a
0 bytes: 
